package org.osprofiler.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
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
import org.osprofiler.store.TraceStore;
import org.osprofiler.store.TraceStores;
import org.osprofiler.wire.HmacKey;
import org.osprofiler.wire.Notification;
import org.osprofiler.wire.SignedHeaders;
import org.osprofiler.wire.Verdict;

/** A broker that is absent at the start, killed, frozen, and back: traced work goes on, and its notifications arrive afterwards. */
class BrokerDownIT {

    private static final String KEY = "a key for tests only";

    /** So long that 160 are more than a client may send before the broker answers: it then waits for leave, not for a commit. */
    private static final String NOTE = "n".repeat(4_000);

    private static String work(Profiler profiler) {
        String baseId = UUID.randomUUID().toString();
        SignedHeaders headers = SignedHeaders.sign(baseId, baseId, HmacKey.of(KEY));
        Span root =
                profiler.open((Verdict.Accepted) profiler.verify(headers.info(), headers.hmac()), "wsgi", out -> {});
        try (Scope scope = root.attach()) {
            Profiler.span("work", fields -> fields.field("note", NOTE)).close();
        }
        root.close();
        return baseId;
    }

    private static List<String> names(TraceStore store, String baseId) {
        return store.notifications(baseId).stream().map(Notification::name).toList();
    }

    /** Each notification once, however often the broker or its clients had to begin anew. */
    private static void awaitWhole(TraceStore store, String baseId) {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> store.notifications(baseId).size() >= 4);
        assertThat(names(store, baseId))
                .containsExactlyInAnyOrder("wsgi-start", "work-start", "work-stop", "wsgi-stop");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort(); // the broker has to come back to the same one
        }
    }

    private static Profiler profiler(int port) {
        return Profiler.create(ProfilerOptions.builder()
                .enabled(true)
                .hmacKeys(List.of(KEY))
                .transportUrl("tcp://127.0.0.1:" + port)
                .build());
    }

    private static Collector collector(int port, TraceStore store) throws Exception {
        return Collector.start(CollectorOptions.builder()
                .listen("127.0.0.1", 0)
                .store(store)
                .brokers(List.of("tcp://127.0.0.1:" + port))
                .build());
    }

    @Test
    void absentAtStart_killed_andBack_nothingIsLost(@TempDir Path dir) throws Exception {
        int port = freePort();
        Path journal = dir.resolve("broker");
        try (Profiler profiler = profiler(port);
                TraceStore store = TraceStores.open("jdbc:h2:" + dir.resolve("collected"));
                Collector collector = collector(port, store)) {
            assertThat(collector.url()).startsWith("http://");
            String absent = work(profiler);
            await().until(() -> profiler.counters().getLastFailure() != null);
            assertThat(profiler.counters().getPending()).isEqualTo(4);

            String beforeTheKill;
            try (Command broker = JournalBroker.start(port, journal)) {
                awaitWhole(store, absent);
                beforeTheKill = work(profiler);
                await().until(() -> profiler.counters().getPending() == 0);
                broker.kill();
            }
            String whileAway = work(profiler);
            await().until(() -> profiler.counters().getLastFailure() != null);
            try (Command broker = JournalBroker.start(port, journal)) {
                awaitWhole(store, beforeTheKill);
                awaitWhole(store, whileAway);
                String afterwards = work(profiler);
                awaitWhole(store, afterwards);
                assertThat(names(store, afterwards))
                        .containsExactly("wsgi-start", "work-start", "work-stop", "wsgi-stop");
                assertThat(broker.terminate()).isEqualTo(128 + 15); // of SIGTERM, not of anything before
            }
            assertThat(profiler.counters().getLost()).isEmpty();
        }
    }

    @Test
    void frozen_workGoesOn_andAllArrivesAfterwards(@TempDir Path dir) throws Exception {
        int port = freePort();
        try (Profiler profiler = profiler(port);
                TraceStore store = TraceStores.open("jdbc:h2:" + dir.resolve("collected"));
                Command broker = JournalBroker.start(port, dir.resolve("broker"));
                Collector collector = collector(port, store)) {
            assertThat(collector.url()).startsWith("http://");
            awaitWhole(store, work(profiler));
            long sentBefore = profiler.counters().getSent();

            broker.freeze();
            List<String> traces = new ArrayList<>();
            try {
                // 40 are below the limit of roots per second.
                long begin = System.nanoTime();
                for (int i = 0; i < 40; i++) {
                    traces.add(work(profiler));
                }
                // A call to a broker takes 5 s to be given up; none of these may have waited for one.
                assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(4));
                await().atMost(Duration.ofSeconds(60))
                        .until(() -> profiler.counters().getLastFailure() != null);
                assertThat(profiler.counters().getSent()).isEqualTo(sentBefore);
                assertThat(profiler.counters().getPending()).isEqualTo(160);
            } finally {
                broker.thaw();
            }
            for (String trace : traces) {
                awaitWhole(store, trace);
            }
            await().until(() -> profiler.counters().getPending() == 0); // the last answer is still on its way
            assertThat(profiler.counters().getLost()).isEmpty();
            assertThat(profiler.counters().getSent()).isEqualTo(sentBefore + 160);
        }
    }
}
