package org.osprofiler.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the demo's requests leave in their traces. */
class DemoTraceIT {

    private static final List<String> CREATE = List.of(
            "volume-api wsgi",
            "  volume-api VolumeService.create",
            "    volume-api QuotaChecker.check",
            "      volume-api VolumeRepository.usedBy",
            "        volume-api db",
            "    volume-api VolumeRepository.insert",
            "      volume-api db",
            "    volume-api VolumeManagerClient.create",
            "      volume-manager rpc",
            "        volume-manager Scheduler.pick",
            "          volume-manager db",
            "        volume-manager VolumeDriver.create",
            "          volume-manager db",
            "          volume-manager db");

    @TempDir
    Path dir;

    private Path spans() {
        return dir.resolve("spans.jsonl");
    }

    private Demo start() throws Exception {
        return Demo.start(DemoOptions.defaults()
                .withPort(0)
                .withConnectionString(spans().toUri().toString()));
    }

    @Test
    void create_goesThroughBothServices() throws Exception {
        String baseId = ApiClient.newId();
        try (Demo demo = start()) {
            HttpResponse<String> created =
                    new ApiClient(demo.volumeApiUrl()).create("traced", 5, ApiClient.signed(baseId, "SECRET_KEY"));
            assertThat(created.statusCode()).isEqualTo(202);
            assertThat(created.headers().firstValue("X-Trace-Id")).contains(baseId);
        }
        SpanTree tree = new SpanTree(spans(), baseId);
        assertThat(tree.lines()).isEqualTo(CREATE);
        tree.assertNested();
        assertThat(tree.all()).allSatisfy(span -> {
            assertThat(span.start().project()).isEqualTo("cinder");
            assertThat(span.stop().service()).isEqualTo(span.start().service());
        });
        assertThat(tree.all())
                .filteredOn(span -> span.name().equals("db"))
                .extracting(span -> span.start().info().toString())
                .anyMatch(info -> info.contains("INSERT INTO volume"))
                .anyMatch(info -> info.contains("UPDATE pool"));
    }

    @Test
    void tenAtOnce_stayApart() throws Exception {
        List<String> baseIds = new ArrayList<>();
        ExecutorService clients = Executors.newFixedThreadPool(10);
        try (Demo demo = start()) {
            ApiClient api = new ApiClient(demo.volumeApiUrl());
            List<Callable<Integer>> creates = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                String baseId = ApiClient.newId();
                baseIds.add(baseId);
                creates.add(() -> api.create("one of ten", 1, ApiClient.signed(baseId, "SECRET_KEY"))
                        .statusCode());
            }
            for (Future<Integer> status : clients.invokeAll(creates)) {
                assertThat(status.get()).isEqualTo(202);
            }
        } finally {
            clients.shutdownNow();
        }
        for (String baseId : baseIds) {
            SpanTree tree = new SpanTree(spans(), baseId);
            assertThat(tree.lines()).isEqualTo(CREATE);
            tree.assertNested();
        }
    }

    @Test
    void withoutTheRightKey_nothingIsTraced() throws Exception {
        String baseId = ApiClient.newId();
        try (Demo demo = start()) {
            ApiClient api = new ApiClient(demo.volumeApiUrl());
            HttpResponse<String> wrong = api.create("x", 1, ApiClient.signed(baseId, "not the key"));
            HttpResponse<String> none = api.create("x", 1, Map.of());
            assertThat(List.of(wrong, none)).allSatisfy(answer -> {
                assertThat(answer.statusCode()).isEqualTo(202);
                assertThat(answer.headers().firstValue("X-Trace-Id")).isEmpty();
            });
        }
        assertThat(spans())
                .satisfiesAnyOf(
                        file -> assertThat(file).doesNotExist(),
                        file -> assertThat(file).isEmptyFile());
    }

    @Test
    void whatFails_isSeenInTheTrace() throws Exception {
        String baseId = ApiClient.newId();
        try (Demo demo = start()) {
            HttpResponse<String> refused =
                    new ApiClient(demo.volumeApiUrl()).create("big", 20_001, ApiClient.signed(baseId, "SECRET_KEY"));
            assertThat(refused.statusCode()).isEqualTo(413);
        }
        SpanTree tree = new SpanTree(spans(), baseId);
        assertThat(tree.all())
                .filteredOn(span -> span.name().equals("QuotaChecker.check"))
                .singleElement()
                .satisfies(span -> assertThat(span.stop().info().toString()).contains("ApiException", "quota"));
        assertThat(tree.children(baseId))
                .singleElement()
                .extracting(root -> root.stop().info().get("response"))
                .isEqualTo(Map.of("status", 413L));
    }

    @Test
    void delete_goesThroughBothServices() throws Exception {
        String baseId = ApiClient.newId();
        try (Demo demo = start()) {
            ApiClient api = new ApiClient(demo.volumeApiUrl());
            String id = api.create("x", 1, Map.of()).body().replaceFirst(".*?\"id\": \"([^\"]*)\".*", "$1");
            assertThat(api.send("DELETE", ApiClient.VOLUMES + "/" + id, null, ApiClient.signed(baseId, "SECRET_KEY"))
                            .statusCode())
                    .isEqualTo(202);
        }
        SpanTree tree = new SpanTree(spans(), baseId);
        tree.assertNested();
        assertThat(tree.lines())
                .startsWith("volume-api wsgi", "  volume-api VolumeService.delete")
                .contains("        volume-manager VolumeDriver.delete");
    }
}
