package org.osprofiler.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osprofiler.Profiler;
import org.osprofiler.ProfilerOptions;
import org.osprofiler.Scope;
import org.osprofiler.Span;
import org.osprofiler.collector.Collector;
import org.osprofiler.collector.CollectorOptions;
import org.osprofiler.demo.EmbeddedBroker;
import org.osprofiler.store.TraceStore;
import org.osprofiler.store.TraceStores;
import org.osprofiler.wire.HmacKey;
import org.osprofiler.wire.Notification;
import org.osprofiler.wire.SignedHeaders;
import org.osprofiler.wire.Verdict;

/** A broker that is absent at the start, killed, and back: traced work goes on, and its notifications arrive afterwards. */
class BrokerDownIT {

    private static final String KEY = "a key for tests only";

    private static String work(Profiler profiler) {
        String baseId = UUID.randomUUID().toString();
        SignedHeaders headers = SignedHeaders.sign(baseId, baseId, HmacKey.of(KEY));
        Span root =
                profiler.open((Verdict.Accepted) profiler.verify(headers.info(), headers.hmac()), "wsgi", out -> {});
        try (Scope scope = root.attach()) {
            Profiler.span("work").close();
        }
        root.close();
        return baseId;
    }

    @Test
    void absentAtStart_killed_andBack_nothingIsLost(@TempDir Path dir) throws Exception {
        EmbeddedBroker first = EmbeddedBroker.start(0);
        int port = URI.create(first.url()).getPort();
        first.close();
        try (Profiler profiler = Profiler.create(ProfilerOptions.builder()
                        .enabled(true)
                        .hmacKeys(List.of(KEY))
                        .transportUrl("tcp://127.0.0.1:" + port)
                        .build());
                TraceStore store = TraceStores.open("jdbc:h2:" + dir.resolve("collected"));
                Collector collector = Collector.start(CollectorOptions.builder()
                        .listen("127.0.0.1", 0)
                        .store(store)
                        .brokers(List.of("tcp://127.0.0.1:" + port))
                        .build())) {
            String absent = work(profiler);
            await().until(() -> profiler.counters().getLastFailure() != null);
            assertThat(profiler.counters().getPending()).isEqualTo(4);
            assertThat(collector.url()).startsWith("http://");

            try (EmbeddedBroker broker = EmbeddedBroker.start(port)) {
                assertThat(broker.url()).endsWith(":" + port);
                await().atMost(Duration.ofSeconds(60))
                        .until(() -> store.notifications(absent).size() == 4);
                work(profiler);
            }
            // Killed: whatever was in it and not collected yet is gone with its memory; what comes now waits.
            await().until(() -> !isListening(port));
            String whileAway = work(profiler);
            try (EmbeddedBroker broker = EmbeddedBroker.start(port)) {
                await().atMost(Duration.ofSeconds(60))
                        .until(() -> store.notifications(whileAway).size() == 4);
                String afterwards = work(profiler);
                await().atMost(Duration.ofSeconds(60))
                        .until(() -> store.notifications(afterwards).size() == 4);
                assertThat(store.notifications(afterwards))
                        .extracting(Notification::name)
                        .containsExactly("wsgi-start", "work-start", "work-stop", "wsgi-stop");
            }
            assertThat(profiler.counters().getLost()).isEmpty();
        }
    }

    private static boolean isListening(int port) {
        try (java.net.Socket socket = new java.net.Socket(java.net.InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (java.io.IOException e) {
            return false;
        }
    }
}
