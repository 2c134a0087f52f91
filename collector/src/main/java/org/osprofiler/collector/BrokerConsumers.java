package org.osprofiler.collector;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.osprofiler.jms.ArtemisUrl;
import org.osprofiler.wire.OsloEnvelope;

/** A consumer for each queue of each broker. They connect and stop all at the same time. */
final class BrokerConsumers implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(BrokerConsumers.class.getName());
    private static final long FINISH_SECONDS = 5;

    private final List<BrokerConsumer> consumers = new ArrayList<>();

    /** @param options for the queues' names, and whether they may be shared */
    BrokerConsumers(
            List<ArtemisUrl> brokers, CollectorOptions options, StoreWriter writer, CollectorCounters counters) {
        for (ArtemisUrl broker : brokers) {
            for (String exchange : options.exchanges()) {
                for (String priority : List.of(OsloEnvelope.PRIORITY, OsloEnvelope.ERROR_PRIORITY)) {
                    String queue = OsloEnvelope.amqp1Queue(exchange, options.topic(), priority);
                    consumers.add(new BrokerConsumer(broker, queue, options.shareQueue(), writer, counters));
                }
            }
        }
    }

    /** Begins to connect; returns at once. */
    void start() {
        consumers.forEach(BrokerConsumer::start);
    }

    /**
     * Waits until each has tried to connect once. A broker that is down is no failure: it is tried again.
     *
     * @throws QueueInUseException when somebody else consumes one of the queues
     */
    void awaitFirstAttempts() throws InterruptedException {
        for (BrokerConsumer consumer : consumers) {
            consumer.awaitFirstAttempt();
        }
    }

    /** A line for each queue: what its consumer does. Names no broker, as everybody may read it. */
    String health() {
        StringBuilder text = new StringBuilder();
        for (BrokerConsumer consumer : consumers) {
            text.append(consumer.queue()).append(": ").append(consumer.state()).append('\n');
        }
        return text.toString();
    }

    /** Prometheus' text format 0.0.4. */
    String prometheus() {
        if (consumers.isEmpty()) {
            return "";
        }
        StringBuilder text =
                new StringBuilder("# HELP osprofiler_consuming 1 where the collector consumes the queue, 0 where it"
                        + " cannot; /healthz says why.\n# TYPE osprofiler_consuming gauge\n");
        for (BrokerConsumer consumer : consumers) {
            text.append("osprofiler_consuming{broker=\"")
                    .append(label(consumer.broker().display()))
                    .append("\",queue=\"")
                    .append(label(consumer.queue()))
                    .append("\"} ")
                    .append(consumer.state() == BrokerConsumer.State.CONSUMING ? 1 : 0)
                    .append('\n');
        }
        return text.toString();
    }

    private static String label(String value) {
        return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }

    /** Tells all to take nothing more than the batch in hand; returns at once. */
    void stop() {
        consumers.forEach(BrokerConsumer::stop);
    }

    /** Lets all finish the batch in hand, together within five seconds; after that they leave it to the broker. */
    @Override
    public void close() {
        stop();
        try {
            if (!areStopped()) {
                consumers.forEach(BrokerConsumer::interrupt);
                if (!areStopped()) {
                    LOG.log(System.Logger.Level.WARNING, "osprofiler: a consumer did not stop");
                }
            }
        } catch (InterruptedException e) {
            consumers.forEach(BrokerConsumer::interrupt);
            Thread.currentThread().interrupt();
        }
    }

    private boolean areStopped() throws InterruptedException {
        long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(FINISH_SECONDS);
        boolean all = true;
        for (BrokerConsumer consumer : consumers) {
            all &= consumer.isStopped(limit);
        }
        return all;
    }
}
