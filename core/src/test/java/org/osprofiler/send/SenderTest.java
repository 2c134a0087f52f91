package org.osprofiler.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SenderTest {

    /** Texts are their own notifications; a text's length is its weight. */
    private static final class Texts implements Sender.Source<String> {
        private volatile boolean active = true;
        private final AtomicInteger housekeepings = new AtomicInteger();
        private volatile boolean brokenHousekeeping;

        @Override
        public OutgoingNotification encode(String entry) {
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
        public void housekeeping() {
            housekeepings.incrementAndGet();
            if (brokenHousekeeping) {
                throw new AssertionError("a defect");
            }
        }
    }

    /** Takes, fails or blocks as told; remembers what it was given. */
    private static final class Destination implements Notifier {
        private final List<OutgoingNotification> got = new ArrayList<>();
        private volatile @Nullable Throwable failure;
        private volatile int largest;
        private volatile int idles;
        private volatile CountDownLatch gate = new CountDownLatch(0);
        private volatile boolean closed;
        private volatile int attempts;

        @Override
        public void send(List<OutgoingNotification> batch) throws IOException, InterruptedException {
            attempts++;
            gate.await();
            largest = Math.max(largest, batch.size());
            Throwable now = failure;
            if (now instanceof IOException e) {
                throw e;
            } else if (now instanceof Error e) {
                throw e;
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
        public void idle() {
            idles++;
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    private final Texts texts = new Texts();
    private final Destination destination = new Destination();
    private Losses losses = new Losses();
    private Sender<String> sender = sender(1024, 1 << 20);

    private Sender<String> sender(int capacity, long maxCharacters) {
        return sender(capacity, maxCharacters, Pace.USUAL);
    }

    private Sender<String> sender(int capacity, long maxCharacters, Pace pace) {
        return new Sender<>("test", texts, destination, capacity, maxCharacters, losses, pace);
    }

    /** A hundred times as fast. */
    private static Pace quick() {
        Pace usual = Pace.USUAL;
        return new Pace(
                usual.poll(),
                usual.settle() / 100,
                usual.idle() / 1000,
                usual.firstRetry() / 100,
                usual.lastRetry() / 100);
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

    @Test
    void flush_afterTheEnd_returnsAtOnce() throws Exception {
        sender.offer("a", 1);
        sender.wake();
        sender.close(Duration.ofSeconds(5));
        assertThat(sender.flush(Duration.ofMinutes(5))).isTrue();
    }

    @Test
    void flush_waitsForWhatWasThereBefore_notForWhatKeepsComing() throws Exception {
        AtomicBoolean stop = new AtomicBoolean();
        Thread busy = new Thread(() -> {
            while (!stop.get()) {
                sender.offer("x", 1);
            }
        });
        sender.wake();
        busy.start();
        try {
            assertThat(sender.flush(Duration.ofSeconds(10))).isTrue();
        } finally {
            stop.set(true);
            busy.join();
        }
    }

    @Test
    void housekeeping_goesOn_whileNothingCanBeSent_andWhileEntriesKeepComing() {
        sender = sender(1024, 1 << 20, quick());
        destination.failure = new IOException("no broker");
        sender.offer("a", 1);
        sender.wake();
        await().until(() -> texts.housekeepings.get() >= 3);
        destination.failure = null;
        int before = texts.housekeepings.get();
        await().until(() -> {
            for (int i = 0; i < 2000; i++) {
                sender.offer("x", 1);
            }
            return texts.housekeepings.get() >= before + 3;
        });
    }

    @Test
    void failuresOfAnyKind_doNotEndTheThread() throws Exception {
        sender = sender(1024, 1 << 20, quick());
        texts.brokenHousekeeping = true;
        destination.failure = new OutOfMemoryError("a test's");
        sender.offer("a", 1);
        sender.wake();
        await().until(() -> destination.attempts >= 2 && texts.housekeepings.get() >= 2);
        destination.failure = null;
        assertThat(sender.flush(Duration.ofSeconds(10))).isTrue();
        assertThat(destination.texts()).containsExactly("a");
        sumIsRight(1);
    }

    @Test
    void strayInterrupt_losesNothing() throws Exception {
        destination.gate = new CountDownLatch(1);
        sender.offer("a", 1);
        sender.wake();
        await().until(() -> destination.attempts == 1);
        Thread thread = Thread.getAllStackTraces().keySet().stream()
                .filter(t -> t.getName().equals("osprofiler-sender test"))
                .findFirst()
                .orElseThrow();
        thread.interrupt();
        await().until(() -> destination.attempts == 2);
        destination.gate.countDown();
        assertThat(sender.flush(Duration.ofSeconds(10))).isTrue();
        assertThat(thread.isInterrupted()).isFalse();
        assertThat(destination.texts()).containsExactly("a");
        sumIsRight(1);
    }

    @Test
    void longNotifications_makeSmallBatches() throws Exception {
        sender = sender(1024, 100 << 20);
        String entry = "x".repeat(Delivery.MAX_CHARACTERS / 4);
        for (int i = 0; i < 12; i++) {
            assertThat(sender.offer(entry, entry.length())).isNull();
        }
        sender.flush(Duration.ofSeconds(10));
        assertThat(destination.texts()).hasSize(12);
        assertThat(destination.largest).isEqualTo(4);
    }

    @Test
    void charactersOfABatchInFlight_areStillCharged() {
        destination.gate = new CountDownLatch(1);
        sender = sender(1024, 10_000);
        String entry = "x".repeat(6000);
        assertThat(sender.offer(entry, 6000)).isNull();
        sender.wake();
        await().until(() -> destination.attempts == 1);
        assertThat(sender.offer(entry, 6000)).isEqualTo(LossReason.QUEUE_BYTES);
    }

    @Test
    void idle_letsTheConnectionGo_once_andWorkGoesOn() throws Exception {
        texts.active = false;
        sender = sender(1024, 1 << 20, quick());
        sender.wake();
        await().until(() -> destination.idles == 1);
        sender.offer("late", 4);
        await().until(() -> destination.texts().contains("late"));
        await().until(() -> destination.idles == 2);
    }

    @Test
    void offersDuringTheClose_areSentOrCounted() throws Exception {
        for (int round = 0; round < 50; round++) {
            Sender<String> closing = sender;
            CountDownLatch go = new CountDownLatch(1);
            AtomicLong offered = new AtomicLong();
            List<Thread> threads = IntStream.range(0, 3)
                    .mapToObj(n -> new Thread(() -> {
                        try {
                            go.await();
                        } catch (InterruptedException e) {
                            throw new IllegalStateException(e);
                        }
                        for (int i = 0; i < 300; i++) {
                            closing.offer("x", 1);
                            offered.incrementAndGet();
                        }
                    }))
                    .toList();
            threads.forEach(Thread::start);
            if (round % 2 == 0) {
                closing.wake();
            }
            go.countDown();
            closing.close(Duration.ofSeconds(5));
            for (Thread thread : threads) {
                thread.join();
            }
            long lost = losses.byReason().values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
            assertThat(closing.pending()).isZero();
            assertThat(closing.sent() + lost).isEqualTo(offered.get());
            losses = new Losses();
            sender = sender(1024, 1 << 20);
        }
    }
}
