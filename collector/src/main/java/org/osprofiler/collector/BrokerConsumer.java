package org.osprofiler.collector;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.osprofiler.store.StoreException;

/**
 * Takes notifications off one queue, on its own thread: receive a batch, store it, then acknowledge it. A crash in between
 * delivers the batch again, and the store knows it already.
 *
 * <p>A message that is no notification is set aside: counted, logged and acknowledged, else it would come back for ever. A store
 * that fails keeps the batch waiting here, unacknowledged: giving it back would count as a failed delivery, and after ten of
 * those the broker throws messages away.
 */
final class BrokerConsumer implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(BrokerConsumer.class.getName());
    private static final int BATCH_MESSAGES = 500;
    private static final int BATCH_CHARACTERS = 8 * 1024 * 1024;
    private static final long RECEIVE_MILLIS = 250;
    private static final long FIRST_BACKOFF_MILLIS = 100;
    private static final long LAST_BACKOFF_MILLIS = 5_000;
    private static final long CLOSE_MILLIS = 5_000;

    private final BrokerUrl broker;
    private final String queue;
    private final StoreWriter writer;
    private final CollectorCounters counters;
    private final Thread thread;

    /** Opened by whoever closes; the consumer's thread waits on it between attempts. */
    private final CountDownLatch closing = new CountDownLatch(1);

    /** Belongs to the starting thread until the consumer's thread runs, then to that. */
    private @Nullable QueueLink link;

    /** The first connection looks whether the queue is somebody else's; later ones may find our own, broken one. */
    private boolean alone;

    private boolean failing;

    BrokerConsumer(BrokerUrl broker, String queue, boolean shareQueue, StoreWriter writer, CollectorCounters counters) {
        this.broker = broker;
        this.queue = queue;
        this.alone = !shareQueue;
        this.writer = writer;
        this.counters = counters;
        thread = new Thread(this::run, "osprofiler-consumer " + broker + " " + queue);
        thread.setDaemon(true);
    }

    /**
     * Connects once; when that fails, goes on trying in the background.
     *
     * @throws QueueInUseException when somebody else consumes the queue
     */
    void start() {
        try {
            connect();
        } catch (QueueInUseException e) {
            throw e;
        } catch (JMSException | RuntimeException e) {
            failed(e);
        }
        thread.start();
    }

    private QueueLink connect() throws JMSException {
        QueueLink opened = QueueLink.open(broker, queue, alone);
        alone = false;
        link = opened;
        return opened;
    }

    private void run() {
        long backoff = FIRST_BACKOFF_MILLIS;
        try {
            while (!isClosing()) {
                try {
                    QueueLink open = link == null ? connect() : link;
                    if (failing) {
                        failing = false;
                        LOG.log(System.Logger.Level.INFO, "osprofiler: consuming {0} on {1} again", queue, broker);
                    }
                    while (!isClosing()) {
                        consume(open);
                        backoff = FIRST_BACKOFF_MILLIS;
                    }
                } catch (QueueInUseException e) {
                    LOG.log(System.Logger.Level.ERROR, "osprofiler: {0}", e.getMessage());
                    return;
                } catch (JMSException | RuntimeException e) {
                    failed(e);
                    closeLink();
                    pause(backoff);
                    backoff = Math.min(2 * backoff, LAST_BACKOFF_MILLIS);
                }
            }
        } catch (InterruptedException e) {
            LOG.log(System.Logger.Level.DEBUG, "osprofiler: consumer of {0} interrupted", queue);
        } finally {
            closeLink();
        }
    }

    private void consume(QueueLink open) throws JMSException, InterruptedException {
        Intake intake = new Intake(null);
        int messages = 0;
        long characters = 0;
        Message message = open.receive(RECEIVE_MILLIS);
        while (message != null) {
            messages++;
            String text = QueueLink.text(message);
            if (text == null) {
                intake.broken("neither text nor bytes in UTF-8");
            } else {
                characters += text.length();
                intake.osloMessage(text);
            }
            message = messages < BATCH_MESSAGES && characters < BATCH_CHARACTERS ? open.receive(0) : null;
        }
        if (messages > 0 && store(intake)) {
            open.commit();
            counters.consumed(messages);
            if (intake.broken() > 0) {
                counters.broken(broker + " " + queue, intake.broken(), intake.firstReason());
            }
        }
    }

    /** False when the collector closes before the store takes the batch. */
    private boolean store(Intake intake) throws InterruptedException {
        long backoff = FIRST_BACKOFF_MILLIS;
        while (true) {
            try {
                writer.write(intake.notifications());
                return true;
            } catch (StoreException e) {
                LOG.log(
                        backoff == FIRST_BACKOFF_MILLIS ? System.Logger.Level.ERROR : System.Logger.Level.DEBUG,
                        "osprofiler: {0}; what was consumed waits, unacknowledged",
                        e.getMessage());
            }
            if (pause(backoff)) {
                return false;
            }
            backoff = Math.min(2 * backoff, LAST_BACKOFF_MILLIS);
        }
    }

    /** The first failure in a row is a warning, the others are for debugging. */
    private void failed(Exception e) {
        LOG.log(
                failing ? System.Logger.Level.DEBUG : System.Logger.Level.WARNING,
                "osprofiler: cannot consume {0} on {1}: {2}; trying again",
                queue,
                broker,
                e.getMessage());
        failing = true;
    }

    private boolean isClosing() {
        return closing.getCount() == 0;
    }

    /** True when the collector closes. */
    private boolean pause(long millis) throws InterruptedException {
        return closing.await(millis, TimeUnit.MILLISECONDS);
    }

    private void closeLink() {
        QueueLink open = link;
        link = null;
        if (open != null) {
            open.close();
        }
    }

    /** Finishes the batch in hand, then leaves the queue. Again: no effect. */
    @Override
    public void close() {
        closing.countDown();
        try {
            thread.join(CLOSE_MILLIS);
            if (thread.isAlive()) {
                thread.interrupt();
                thread.join(CLOSE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!thread.isAlive()) {
            closeLink(); // of a consumer that never ran
        }
    }
}
