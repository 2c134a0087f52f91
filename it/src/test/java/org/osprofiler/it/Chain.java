package org.osprofiler.it;

import static org.awaitility.Awaitility.await;

import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.osprofiler.collector.Collector;
import org.osprofiler.collector.CollectorOptions;
import org.osprofiler.demo.Demo;
import org.osprofiler.demo.DemoOptions;
import org.osprofiler.demo.EmbeddedBroker;
import org.osprofiler.report.ReportJson;
import org.osprofiler.report.Trace;
import org.osprofiler.store.TraceStore;
import org.osprofiler.store.TraceStores;
import org.osprofiler.wire.HmacKey;
import org.osprofiler.wire.Notification;
import org.osprofiler.wire.SignedHeaders;

/** Broker, collector and the demo's services in this JVM, all on free ports. */
final class Chain implements AutoCloseable {

    static final String KEY = "SECRET_KEY";
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final Deque<AutoCloseable> running = new ArrayDeque<>();
    final EmbeddedBroker broker;
    final Collector collector;
    final Demo demo;

    private Chain(Path dir, boolean notificationsOverBroker) throws Exception {
        broker = opened(EmbeddedBroker.start(0));
        CollectorOptions.Builder options =
                CollectorOptions.builder().listen("127.0.0.1", 0).store("jdbc:h2:" + dir.resolve("collected"));
        if (notificationsOverBroker) {
            options.brokers(List.of(broker.url()));
        }
        collector = opened(Collector.start(options.build()));
        demo = opened(Demo.start(DemoOptions.defaults()
                .withPort(0)
                .withBroker(broker.url())
                .withData(dir.resolve("volumes"))
                .withConnectionString(notificationsOverBroker ? null : collector.url())));
    }

    /** Notifications go through the broker, from which the collector takes them. */
    static Chain overBroker(Path dir) throws Exception {
        return new Chain(dir, true);
    }

    /** Notifications are posted to the collector. */
    static Chain overHttp(Path dir) throws Exception {
        return new Chain(dir, false);
    }

    private <T extends AutoCloseable> T opened(T resource) {
        running.push(resource);
        return resource;
    }

    HttpResponse<String> create(String name, String baseId) throws Exception {
        return send(
                HttpRequest.newBuilder(URI.create(demo.volumeApiUrl() + "/v3/p/volumes"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(
                                "{\"volume\": {\"name\": \"" + name + "\", \"size\": 1}}")),
                baseId);
    }

    HttpResponse<String> send(HttpRequest.Builder request, String baseId) throws Exception {
        SignedHeaders.sign(baseId, baseId, HmacKey.of(KEY)).inject(request::header);
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** What the collector's API gives of a created volume's trace, once it is complete. */
    List<Notification> collected(String baseId) {
        try (TraceStore api = TraceStores.open(collector.url())) {
            await().atMost(Duration.ofSeconds(30)).until(() -> VolumeTrace.isComplete(api.notifications(baseId)));
            return api.notifications(baseId);
        }
    }

    static String report(List<Notification> notifications) throws Exception {
        StringWriter json = new StringWriter();
        ReportJson.write(Trace.of(notifications), json);
        return json.toString();
    }

    @Override
    public void close() throws Exception {
        while (!running.isEmpty()) {
            running.pop().close();
        }
    }
}
