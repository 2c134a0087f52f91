package org.osprofiler.jms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.jms.Message;
import jakarta.jms.TextMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.osprofiler.Profiler;
import org.osprofiler.ProfilerOptions;
import org.osprofiler.Scope;
import org.osprofiler.Span;
import org.osprofiler.testkit.artemis.ArtemisBroker;
import org.osprofiler.testkit.artemis.ClientThreads;
import org.osprofiler.wire.HmacKey;
import org.osprofiler.wire.Notification;
import org.osprofiler.wire.OsloEnvelope;
import org.osprofiler.wire.SignedHeaders;
import org.osprofiler.wire.Verdict;

/** The whole way from a span to the queue, while the broker comes and goes. */
class ProfilerOverArtemisIT {

    private static final String KEY = "a key for tests only";

    private static Profiler profiler(String url) {
        return Profiler.create(ProfilerOptions.builder()
                .enabled(true)
                .hmacKeys(List.of(KEY))
                .service("volume-api")
                .transportUrl(url)
                .build());
    }

    private static void traceRequest(Profiler profiler, String childName) {
        String baseId = UUID.randomUUID().toString();
        SignedHeaders headers = SignedHeaders.sign(baseId, baseId, HmacKey.of(KEY));
        Verdict.Accepted accepted = (Verdict.Accepted) profiler.verify(headers.info(), headers.hmac());
        try (Span root = profiler.open(accepted, "wsgi", out -> {});
                Scope scope = root.attach();
                Span child = Profiler.span(childName)) {
            assertThat(scope).isNotNull();
            assertThat(child.isTraced()).isTrue();
        }
    }

    private static List<String> names(ArtemisBroker broker, int count) throws Exception {
        List<String> names = new ArrayList<>();
        for (Message message : broker.take(ArtemisBroker.INFO, count)) {
            names.add(Notification.of(
                            OsloEnvelope.open(((TextMessage) message).getText()).payload())
                    .name());
        }
        return names;
    }

    private static List<String> ofOneRequest(String child) {
        return List.of("wsgi-start", child + "-start", child + "-stop", "wsgi-stop");
    }

    @Test
    void brokerAbsentAtStart_thenStarted_getsEverything() throws Exception {
        ArtemisBroker first = ArtemisBroker.start();
        first.close();
        try (Profiler profiler = profiler(first.url())) {
            traceRequest(profiler, "early");
            await().until(() -> profiler.counters().getLastFailure() != null);
            try (ArtemisBroker broker = ArtemisBroker.startAt(first.port())) {
                assertThat(names(broker, 4)).isEqualTo(ofOneRequest("early"));
                assertThat(profiler.flush(Duration.ofSeconds(10))).isTrue();
            }
        }
    }

    @Test
    void brokerRestartedWhileRunning_getsWhatCameMeanwhile() throws Exception {
        ArtemisBroker broker = ArtemisBroker.start();
        try (Profiler profiler = profiler(broker.url())) {
            traceRequest(profiler, "before");
            assertThat(names(broker, 4)).isEqualTo(ofOneRequest("before"));
            broker.close();
            traceRequest(profiler, "meanwhile");
            await().until(() -> profiler.counters().getLastFailure() != null);
            broker = ArtemisBroker.startAt(broker.port());
            assertThat(names(broker, 4)).isEqualTo(ofOneRequest("meanwhile"));
            traceRequest(profiler, "after");
            assertThat(names(broker, 4)).isEqualTo(ofOneRequest("after"));
        } finally {
            broker.close();
        }
    }

    @Test
    void brokerAbsent_closeReturnsInTime_andLeavesNoThread() throws Exception {
        ArtemisBroker absent = ArtemisBroker.start();
        absent.close();
        ClientThreads threads = ClientThreads.watch();
        Profiler profiler = profiler("tcp://user:hunter2@127.0.0.1:" + absent.port());
        traceRequest(profiler, "lost");
        await().until(() -> profiler.counters().getLastFailure() != null);
        assertThat(profiler.counters().getLastFailure()).doesNotContain("hunter2");
        long start = System.nanoTime();
        profiler.close();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(8));
        assertThat(threads.alive()).isEmpty();
    }
}
