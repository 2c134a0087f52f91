package org.osprofiler.collector;

import jakarta.jms.JMSException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.jspecify.annotations.Nullable;
import org.osprofiler.jms.ArtemisUrl;
import org.osprofiler.store.StoreException;

/**
 * Takes notifications off one queue, on its own thread: receive a batch, store it, then acknowledge it. A crash in between
 * delivers the batch again, and the store knows it already. Whatever fails, it goes on trying until it is told to stop.
 *
 * <p>A message that is no notification is set aside: counted, logged and acknowledged, else it would come back for ever. A store
 * that fails keeps the batch waiting here, unacknowledged: giving it back would count as a failed delivery, and after ten of
 * those the broker throws messages away.
 */
final class BrokerConsumer {

    /** What it is doing. */
    enum State {
        CONNECTING("connecting"),
        CONSUMING("consuming"),
        UNREACHABLE("the broker cannot be reached or does not let it consume; tried again"),
        REFUSED("somebody else consumes the queue; tried again"),
        STORE_FAILS("the store fails; what was received waits"),
        FAILED("an error of the collector, see its log; tried again"),
        STOPPED("stopped");

        private final String text;

        State(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    private static final System.Logger LOG = System.getLogger(BrokerConsumer.class.getName());
    private static final long RECEIVE_MILLIS = 250;
    private static final long FIRST_BACKOFF_MILLIS = 100;
    private static final long LAST_BACKOFF_MILLIS = 5_000;

    private final ArtemisUrl broker;
    private final String queue;
    private final StoreWriter writer;
    private final CollectorCounters counters;
    private final Thread thread;

    /** Opened by whoever stops it; the consumer's thread waits on it between attempts. */
    private final CountDownLatch closing = new CountDownLatch(1);

    /** Opened by the consumer's thread when its first attempt has an outcome. */
    private final CountDownLatch attempted = new CountDownLatch(1);

    /** Set by the consumer's thread before it opens {@link #attempted}; read by others after that. */
    private @Nullable QueueInUseException refusal;

    /** Set by the consumer's thread, read by any. */
    private volatile State state = State.CONNECTING;

    /** Whether to look for other consumers. Only until it consumed once: later it may find its own, broken connection. */
    private boolean alone;

    BrokerConsumer(
            ArtemisUrl broker, String queue, boolean shareQueue, StoreWriter writer, CollectorCounters counters) {
        this.broker = broker;
        this.queue = queue;
        this.alone = !shareQueue;
        this.writer = writer;
        this.counters = counters;
        thread = new Thread(this::run, "osprofiler-consumer " + broker + " " + queue);
        thread.setDaemon(true);
    }

    /** Begins to connect and to consume; returns at once. */
    void start() {
        thread.start();
    }

    /**
     * Waits until the first attempt to connect succeeded or failed; after a failure more follow.
     *
     * @throws QueueInUseException when somebody else consumes the queue
     */
    void awaitFirstAttempt() throws InterruptedException {
        attempted.await();
        if (refusal != null) {
            throw refusal;
        }
    }

    private void run() {
        Backoff backoff = new Backoff();
        try {
            while (!isClosing()) {
                attempt(backoff);
                attempted.countDown();
                pause(backoff.next());
            }
        } catch (InterruptedException e) {
            LOG.log(System.Logger.Level.DEBUG, "osprofiler: consumer of {0} interrupted", queue);
        } finally {
            state = State.STOPPED;
            attempted.countDown();
        }
    }

    /** Returns when it is to stop, or when something failed. */
    private void attempt(Backoff backoff) throws InterruptedException {
        try (QueueLink link = QueueLink.open(broker, queue, alone)) {
            alone = false;
            if (state != State.CONNECTING) {
                LOG.log(System.Logger.Level.INFO, "osprofiler: consuming {0} on {1}", queue, broker);
            }
            state = State.CONSUMING;
            attempted.countDown();
            while (!isClosing()) {
                consume(link);
                backoff.reset();
            }
        } catch (QueueInUseException e) {
            refusal = attempted.getCount() == 0 ? refusal : e;
            failed(State.REFUSED, e);
        } catch (JMSException | ActiveMQException e) {
            failed(State.UNREACHABLE, e);
        } catch (InterruptedException e) {
            throw e;
        } catch (Throwable e) { // the thread's border: without it nobody would consume any more, and nobody notice
            failed(State.FAILED, e);
        }
    }

    private void consume(QueueLink link) throws JMSException, ActiveMQException, InterruptedException {
        MessageBatch batch = new MessageBatch();
        QueueMessage message = link.receive(RECEIVE_MILLIS);
        while (message != null) {
            batch.add(message);
            message = batch.isFull() ? null : link.receive(0);
        }
        if (batch.messages() > 0 && store(batch)) {
            link.commit();
            counters.consumed(batch.messages());
            if (batch.broken() > 0) {
                counters.broken(broker + " " + queue, batch.broken(), batch.firstBroken());
            }
        }
    }

    /** False when the collector closes before the store takes the batch. */
    private boolean store(MessageBatch batch) throws InterruptedException {
        Backoff backoff = new Backoff();
        while (true) {
            try {
                writer.write(batch.notifications());
                state = State.CONSUMING;
                return true;
            } catch (RuntimeException e) { // the store's; the writer wraps errors
                storeFailed(e);
            }
            if (pause(backoff.next())) {
                return false;
            }
        }
    }

    private void storeFailed(RuntimeException e) {
        boolean expected = e instanceof StoreException;
        tell(
                State.STORE_FAILS,
                System.Logger.Level.ERROR,
                (expected ? e.getMessage() : e) + "; what was consumed waits, unacknowledged",
                expected ? null : e);
    }

    private void failed(State now, Throwable e) {
        boolean expected = now != State.FAILED;
        tell(
                now,
                now == State.UNREACHABLE ? System.Logger.Level.WARNING : System.Logger.Level.ERROR,
                "cannot consume " + queue + " on " + broker + ": " + (expected ? e.getMessage() : e) + "; trying again",
                expected ? null : e);
    }

    /** The first failure of its kind in a row is told, the others are for debugging. */
    private void tell(State now, System.Logger.Level level, String message, @Nullable Throwable shown) {
        LOG.log(state == now || isClosing() ? System.Logger.Level.DEBUG : level, "osprofiler: " + message, shown);
        state = now;
    }

    State state() {
        return state;
    }

    ArtemisUrl broker() {
        return broker;
    }

    String queue() {
        return queue;
    }

    private boolean isClosing() {
        return closing.getCount() == 0;
    }

    /** True when the collector closes. */
    private boolean pause(long millis) throws InterruptedException {
        return closing.await(millis, TimeUnit.MILLISECONDS);
    }

    /** Tells it to finish the batch in hand and to leave the queue; does not wait. */
    void stop() {
        closing.countDown();
    }

    /** Does not wait for the store, or the broker, any longer. */
    void interrupt() {
        thread.interrupt();
    }

    /** Whether it has stopped, waiting not longer than until {@code nanoTime}. */
    boolean isStopped(long nanoTime) throws InterruptedException {
        long millis = TimeUnit.NANOSECONDS.toMillis(nanoTime - System.nanoTime());
        if (millis > 0) {
            thread.join(millis);
        }
        return !thread.isAlive();
    }

    /** How long to wait before the next attempt: twice as long each time, up to a limit. */
    private static final class Backoff {
        private long millis = FIRST_BACKOFF_MILLIS;

        long next() {
            long now = millis;
            millis = Math.min(2 * millis, LAST_BACKOFF_MILLIS);
            return now;
        }

        void reset() {
            millis = FIRST_BACKOFF_MILLIS;
        }
    }
}
