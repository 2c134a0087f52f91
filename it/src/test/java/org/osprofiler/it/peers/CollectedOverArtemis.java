package org.osprofiler.it.peers;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.core.ConditionTimeoutException;
import org.osprofiler.collector.Collector;
import org.osprofiler.collector.CollectorOptions;
import org.osprofiler.demo.EmbeddedBroker;
import org.osprofiler.store.EventQuery;
import org.osprofiler.store.StoredNotification;
import org.osprofiler.store.TraceStore;
import org.osprofiler.store.TraceStores;
import org.osprofiler.wire.Notification;

/** An Artemis that takes JMS and AMQP 1.0, and our collector, which consumes from it. */
final class CollectedOverArtemis implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final EmbeddedBroker broker;
    private final TraceStore store;
    private final Collector collector;

    private CollectedOverArtemis(EmbeddedBroker broker, TraceStore store, Collector collector) {
        this.broker = broker;
        this.store = store;
        this.collector = collector;
    }

    static CollectedOverArtemis start(Path dir) throws IOException {
        EmbeddedBroker broker = EmbeddedBroker.start(0);
        TraceStore store = null;
        try {
            store = TraceStores.open("jdbc:h2:" + dir.resolve("events"));
            CollectorOptions options = CollectorOptions.builder()
                    .listen("127.0.0.1", 0)
                    .store(store)
                    .brokers(List.of(broker.url()))
                    .build();
            return new CollectedOverArtemis(broker, store, Collector.start(options));
        } catch (IOException | RuntimeException e) {
            if (store != null) {
                store.close();
            }
            broker.close();
            throw e;
        }
    }

    /** For our services. */
    String jmsUrl() {
        return broker.url();
    }

    /** For oslo.messaging. */
    String amqpUrl() {
        return broker.url().replace("tcp://", "amqp://guest:guest@") + "/";
    }

    String collectorUrl() {
        return collector.url();
    }

    /** Waits for so many notifications of a trace; all that there are then, in order of arrival. */
    List<StoredNotification> events(String baseId, int atLeast) {
        try {
            return await().atMost(LIMIT).until(() -> events(baseId), events -> events.size() >= atLeast);
        } catch (ConditionTimeoutException e) {
            List<String> came = events(baseId).stream()
                    .map(StoredNotification::notification)
                    .map(n -> n.service() + " " + n.name())
                    .toList();
            throw new AssertionError(came.size() + " of " + atLeast + " notifications came: " + came, e);
        }
    }

    /** Waits for so many notifications of a trace; all that there are then, in order of arrival. */
    List<Notification> notifications(String baseId, int atLeast) {
        return events(baseId, atLeast).stream()
                .map(StoredNotification::notification)
                .toList();
    }

    private List<StoredNotification> events(String baseId) {
        List<StoredNotification> events = new ArrayList<>();
        store.events(EventQuery.trace(baseId), events::add);
        return events;
    }

    /** The collector's counters, in Prometheus' format. */
    List<String> metrics() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(collector.url() + "/metrics"))
                .timeout(LIMIT)
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofLines())
                .body()
                .toList();
    }

    @Override
    public void close() {
        try (broker;
                store) {
            collector.close();
        }
    }
}
