package org.osprofiler.jms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.Arrays;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class ConnectionThreadsTest {

    private final String name = "threads of " + UUID.randomUUID();
    private final ConnectionThreads threads = new ConnectionThreads(name);
    private final AtomicBoolean closed = new AtomicBoolean();

    private void close() {
        closed.set(true);
    }

    /** The name's groups in the whole of this thread's group. */
    private long groups() {
        ThreadGroup[] groups = new ThreadGroup[1000];
        Thread.currentThread().getThreadGroup().enumerate(groups, true);
        return Arrays.stream(groups)
                .filter(Objects::nonNull)
                .filter(group -> group.getName().equals(name))
                .count();
    }

    @Test
    void connectionInTime_isTheCallers() throws Exception {
        AutoCloseable connection = this::close;
        assertThat(threads.open(() -> connection)).isSameAs(connection);
        assertThat(closed).isFalse();
    }

    @Test
    void failure_isTheCallers() {
        IOException failure = new IOException("refused");
        assertThatThrownBy(() -> threads.open(() -> {
                    throw failure;
                }))
                .isSameAs(failure);
        assertThatThrownBy(() -> threads.open(() -> {
                    throw new NoClassDefFoundError("Gone");
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasRootCauseMessage("Gone");
    }

    /** As a look-up of a host's name does, which no interrupt ends. */
    @Test
    void connectionThatComesAfterItsTime_isClosed() throws Exception {
        CountDownLatch slow = new CountDownLatch(1);
        AutoCloseable connection = this::close;
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> threads.open(() -> {
                    awaitInSpiteOfInterrupts(slow);
                    return connection;
                }))
                .isInstanceOf(InterruptedException.class);
        assertThat(closed).isFalse();
        slow.countDown();
        await().untilTrue(closed);
    }

    private static void awaitInSpiteOfInterrupts(CountDownLatch latch) {
        while (true) {
            try {
                latch.await();
                return;
            } catch (InterruptedException e) {
                // goes on, like the look-up
            }
        }
    }

    @Test
    void end_waitsForThreads_andLeavesNoGroup() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        AutoCloseable connection = this::close;
        threads.open(() -> {
            new Thread(new ThreadGroup("of the client"), () -> awaitInSpiteOfInterrupts(end)).start();
            new ThreadGroup("never used");
            return connection;
        });
        assertThat(groups()).isEqualTo(1);
        AtomicBoolean waited = new AtomicBoolean();
        Thread closing = new Thread(() -> {
            threads.awaitEnd();
            waited.set(true);
        });
        closing.start();
        await().until(() -> closing.getState() == Thread.State.TIMED_WAITING);
        assertThat(waited).isFalse();
        end.countDown();
        closing.join();
        assertThat(waited).isTrue();
        // Later ones hold a group weakly: it goes when nobody refers to it.
        if (Runtime.version().feature() < 19) {
            assertThat(groups()).isZero();
        }
    }
}
