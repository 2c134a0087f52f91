package org.osprofiler.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osprofiler.wire.JsonReader;
import org.osprofiler.wire.Notification;

/** From a signed request, through Jetty, CDI, JDBC and a second service, to the report. */
class WholePathIT {

    @Test
    void overTheBroker_theTraceIsWhole(@TempDir Path dir) throws Exception {
        try (Chain chain = Chain.overBroker(dir)) {
            theTraceIsWhole(chain);
        }
    }

    @Test
    void overHttp_withoutABrokerForNotifications_theTraceIsWhole(@TempDir Path dir) throws Exception {
        try (Chain chain = Chain.overHttp(dir)) {
            theTraceIsWhole(chain);
        }
    }

    private static void theTraceIsWhole(Chain chain) throws Exception {
        String baseId = UUID.randomUUID().toString();
        assertThat(chain.create("whole", baseId).statusCode()).isEqualTo(202);
        List<Notification> sent = chain.collected(baseId);

        Map<String, Notification> starts = new HashMap<>();
        Map<String, Notification> stops = new HashMap<>();
        for (Notification n : sent) {
            (n.name().endsWith("-start") ? starts : stops).put(n.spanId(), n);
        }
        assertThat(stops).containsOnlyKeys(starts.keySet());
        assertThat(starts.values())
                .filteredOn(n -> n.parentId().equals(baseId))
                .singleElement()
                .satisfies(root -> {
                    assertThat(root.name()).isEqualTo("wsgi-start");
                    assertThat(root.service()).isEqualTo("volume-api");
                    assertThat(root.project()).isEqualTo("cinder");
                });
        assertThat(starts.values())
                .filteredOn(n -> !n.parentId().equals(baseId))
                .allSatisfy(child -> {
                    Notification parent = starts.get(child.parentId());
                    assertThat(parent).as("parent of " + child.name()).isNotNull();
                    // Timestamps of one width: their order as texts is their order in time.
                    assertThat(child.timestamp()).isGreaterThanOrEqualTo(parent.timestamp());
                    assertThat(stops.get(child.spanId()).timestamp())
                            .isLessThanOrEqualTo(stops.get(parent.spanId()).timestamp());
                });
        assertThat(starts.values()).extracting(Notification::service).contains("volume-api", "volume-manager");
        assertThat(starts.values())
                .filteredOn(n -> n.name().equals("db-start"))
                .isNotEmpty()
                .allSatisfy(db -> assertThat(((Map<?, ?>) db.info().get("db")).get("statement"))
                        .asString()
                        .isNotBlank());
        assertThat(starts.values()).anyMatch(n -> n.info().containsKey("function"));

        Map<?, ?> report = (Map<?, ?>) JsonReader.forFiles().read(Chain.report(sent));
        assertThat((List<?>) report.get("children")).hasSize(1);
    }

    @Test
    void tenConcurrentRequests_stayApart(@TempDir Path dir) throws Exception {
        try (Chain chain = Chain.overBroker(dir)) {
            ExecutorService clients = Executors.newFixedThreadPool(10);
            List<Future<String>> traces = new ArrayList<>();
            try {
                for (int i = 0; i < 10; i++) {
                    String name = "concurrent-" + i;
                    Callable<String> call = () -> {
                        String baseId = UUID.randomUUID().toString();
                        assertThat(chain.create(name, baseId).statusCode()).isEqualTo(202);
                        return baseId;
                    };
                    traces.add(clients.submit(call));
                }
                Integer size = null;
                for (Future<String> trace : traces) {
                    List<Notification> sent = chain.collected(trace.get());
                    assertThat(sent)
                            .filteredOn(n -> n.name().equals("wsgi-start"))
                            .hasSize(1);
                    size = size == null ? (Integer) sent.size() : size;
                    assertThat(sent).hasSize(size);
                }
            } finally {
                clients.shutdown();
            }
        }
    }
}
