package org.osprofiler.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SenderTest {

    /** Texts are their own notifications; a text's length is its weight. */
    private static final class Texts implements Sender.Source<String> {
        private volatile boolean active = true;

        @Override
        public @Nullable OutgoingNotification encode(String entry) {
            if (entry.equals("broken")) {
                throw new IllegalStateException("cannot be written");
            }
            if (entry.equals("too deep")) {
                throw new StackOverflowError();
            }
            return new OutgoingNotification("id-" + entry, 0, entry);
        }

        @Override
        public int weight(String entry) {
            return entry.length();
        }

        @Override
        public boolean isActive() {
            return active;
        }

        @Override
        public void housekeeping() {}
    }

    /** Takes, fails or blocks as told; remembers what it was given. */
    private static final class Destination implements Notifier {
        private final List<OutgoingNotification> got = new ArrayList<>();
        private volatile @Nullable IOException failure;
        private volatile CountDownLatch gate = new CountDownLatch(0);
        private volatile boolean closed;
        private volatile int attempts;

        @Override
        public void send(List<OutgoingNotification> batch) throws IOException, InterruptedException {
            attempts++;
            gate.await();
            IOException now = failure;
            if (now != null) {
                throw now;
            }
            synchronized (got) {
                got.addAll(batch);
            }
        }

        List<String> texts() {
            synchronized (got) {
                return got.stream().map(OutgoingNotification::payload).toList();
            }
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    private final Texts texts = new Texts();
    private final Destination destination = new Destination();
    private final Losses losses = new Losses();
    private Sender<String> sender = sender(1024, 1 << 20);

    private Sender<String> sender(int capacity, long maxBytes) {
        return new Sender<>("test", texts, destination, capacity, maxBytes, losses);
    }

    @AfterEach
    void theThreadEnds_andTheNotifierIsClosed() {
        destination.gate.countDown();
        sender.close(Duration.ofSeconds(5));
        assertThat(destination.closed).isTrue();
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().startsWith("osprofiler-sender test") && thread.isAlive());
    }

    private void sumIsRight(long offered) {
        long lost =
                losses.byReason().values().stream().mapToLong(Long::longValue).sum();
        assertThat(sender.sent() + sender.pending() + lost).isEqualTo(offered);
    }

    @Test
    void entries_arriveInOrder() throws Exception {
        for (int i = 0; i < 1000; i++) {
            assertThat(sender.offer("e" + i, 2)).isNull();
        }
        sender.wake();
        assertThat(sender.flush(Duration.ofSeconds(10))).isTrue();
        assertThat(destination.texts())
                .containsExactlyElementsOf(
                        IntStream.range(0, 1000).mapToObj(i -> "e" + i).toList());
        sumIsRight(1000);
    }

    @Test
    void failure_isRetried_withTheSameMessageIds_andNothingIsLost() throws Exception {
        destination.failure = new IOException("no broker");
        sender.offer("a", 1);
        sender.wake();
        await().until(() -> destination.attempts >= 2);
        assertThat(sender.lastFailure()).isEqualTo("no broker");
        sender.offer("b", 1);
        destination.failure = null;
        assertThat(sender.flush(Duration.ofSeconds(10))).isTrue();
        assertThat(destination.texts()).containsExactly("a", "b");
        assertThat(sender.lastFailure()).isNull();
        sumIsRight(2);
    }

    @Test
    void refusedBatch_isCountedLost_theNextOneIsSent() throws Exception {
        destination.failure = new Notifier.RefusedException("never");
        sender.offer("a", 1);
        sender.wake();
        await().until(() -> losses.of(LossReason.REFUSED) == 1);
        destination.failure = null;
        sender.offer("b", 1);
        sender.flush(Duration.ofSeconds(10));
        assertThat(destination.texts()).containsExactly("b");
        sumIsRight(2);
    }

    @Test
    void partOfABatchRefused_isCountedLost_theRestAsSent() {
        destination.failure = new Notifier.RefusedException("two of them", 2);
        for (int i = 0; i < 5; i++) {
            sender.offer("e" + i, 2);
        }
        sender.wake();
        await().until(() -> sender.pending() == 0);
        assertThat(losses.of(LossReason.REFUSED)).isEqualTo(2);
        assertThat(sender.sent()).isEqualTo(3);
        sumIsRight(5);
    }

    @Test
    void fullQueue_refuses_andCounts() {
        destination.gate = new CountDownLatch(1);
        int offered = 5000;
        int taken = 0;
        for (int i = 0; i < offered; i++) {
            if (sender.offer("x", 1) == null) {
                taken++;
            }
        }
        assertThat(taken).isEqualTo(1024);
        assertThat(losses.of(LossReason.QUEUE_FULL)).isEqualTo(offered - taken);
        sumIsRight(offered);
    }

    @Test
    void longEntries_areBoundedTogether_andReleasedWhenSent() throws Exception {
        sender = sender(1024, 10_000);
        String entry = "x".repeat(4000);
        assertThat(sender.offer(entry, 4000)).isNull();
        assertThat(sender.offer(entry, 4000)).isNull();
        assertThat(sender.offer(entry, 4000)).isEqualTo(LossReason.QUEUE_BYTES);
        assertThat(sender.offer("short", 5)).isNull();
        sender.flush(Duration.ofSeconds(10));
        assertThat(sender.offer(entry, 4000)).isNull();
        sender.flush(Duration.ofSeconds(10));
        sumIsRight(5);
    }

    @Test
    void entryThatCannotBeWritten_isCounted_theOthersAreSent() throws Exception {
        sender.offer("a", 1);
        sender.offer("broken", 1);
        sender.offer("too deep", 1);
        sender.offer("b", 1);
        sender.flush(Duration.ofSeconds(10));
        assertThat(destination.texts()).containsExactly("a", "b");
        assertThat(losses.of(LossReason.FAILED)).isEqualTo(2);
        sumIsRight(4);
    }

    @Test
    void close_drains() {
        for (int i = 0; i < 900; i++) {
            sender.offer("e" + i, 2);
        }
        sender.wake();
        texts.active = false;
        sender.close(Duration.ofSeconds(10));
        assertThat(destination.texts()).hasSize(900);
        sumIsRight(900);
    }

    @Test
    void close_withADeadDestination_keepsItsLimit_andCountsWhatIsLost() {
        destination.failure = new IOException("no broker");
        for (int i = 0; i < 700; i++) {
            sender.offer("e" + i, 2);
        }
        sender.wake();
        long before = System.nanoTime();
        sender.close(Duration.ofMillis(300));
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(2));
        assertThat(losses.of(LossReason.CLOSED)).isEqualTo(700);
        sumIsRight(700);
    }

    @Test
    void close_withAHangingDestination_interruptsIt() {
        destination.gate = new CountDownLatch(1);
        sender.offer("a", 1);
        sender.wake();
        await().until(() -> destination.attempts == 1);
        sender.close(Duration.ofMillis(100));
        assertThat(losses.of(LossReason.CLOSED)).isEqualTo(1);
        sumIsRight(1);
    }

    @Test
    void close_beforeFirstUse_returnsAtOnce() {
        long before = System.nanoTime();
        sender.close(Duration.ofSeconds(30));
        assertThat(System.nanoTime() - before).isLessThan(TimeUnit.SECONDS.toNanos(1));
    }

    @Test
    void flush_thatTakesTooLong_saysSo() throws Exception {
        destination.gate = new CountDownLatch(1);
        sender.offer("a", 1);
        assertThat(sender.flush(Duration.ofMillis(50))).isFalse();
    }
}
