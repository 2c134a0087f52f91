package org.osprofiler.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.osprofiler.demo.CinderCases.Case;
import org.osprofiler.wire.JsonReader;
import org.osprofiler.wire.JsonWriter;
import org.osprofiler.wire.SignedHeaders;

/** Every request that the real client made is answered as the client was answered then. */
@Tag("vectors")
class CinderRequestsIT {

    @TempDir
    static Path data;

    private static Demo demo;
    private static ApiClient api;

    @BeforeAll
    static void start() throws Exception {
        demo = Demo.start(DemoOptions.defaults()
                .withPort(0)
                .withData(data)
                .withConnectionString(data.resolve("spans.jsonl").toUri().toString()));
        api = new ApiClient(demo.volumeApiUrl());
    }

    @AfterAll
    static void stop() {
        demo.close();
    }

    static List<Case> cases() throws Exception {
        return CinderCases.ofCinder();
    }

    @Test
    void mostCases_areCinders() throws Exception {
        assertThat(cases()).hasSizeGreaterThan(CinderCases.all().size() / 2);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void requests_areAnsweredAsCinderDoes(Case recorded) throws Exception {
        CinderCases.store(data, recorded);
        Map<String, String> ids = new HashMap<>();
        String baseId = ApiClient.newId();
        for (Map<?, ?> request : recorded.requests()) {
            String path = replace(ids, (String) request.get("path"));
            Map<String, String> headers = headers(request, baseId);
            Object body = request.get("body");
            HttpResponse<String> answer = api.send(
                    (String) request.get("method"),
                    path,
                    body == null ? null : JsonWriter.toText(body, JsonWriter.Style.PYTHON),
                    headers);

            assertThat((long) answer.statusCode())
                    .as(request.get("method") + " " + path + ": " + answer.body())
                    .isEqualTo(request.get("status"));
            assertThat(answer.headers().firstValue("X-Trace-Id").orElse(""))
                    .isEqualTo(headers.containsKey(SignedHeaders.INFO) ? baseId : "");
            compare(request.get("response"), answer.body(), ids, recorded);
        }
    }

    private static Map<String, String> headers(Map<?, ?> request, String baseId) {
        Map<String, String> headers = new LinkedHashMap<>();
        ((Map<?, ?>) request.get("headers")).forEach((name, value) -> headers.put((String) name, (String) value));
        if (headers.containsKey(SignedHeaders.INFO)) {
            headers.putAll(ApiClient.signed(baseId, "SECRET_KEY"));
        }
        return headers;
    }

    private static String replace(Map<String, String> ids, String path) {
        String replaced = path;
        for (Map.Entry<String, String> id : ids.entrySet()) {
            replaced = replaced.replace(id.getKey(), id.getValue());
        }
        return replaced;
    }

    private static void compare(Object expected, String body, Map<String, String> ids, Case recorded) throws Exception {
        if (expected == null) {
            assertThat(body).isEmpty();
            return;
        }
        Object answered = JsonReader.forWire().read(body);
        List<Map<?, ?>> theirs = CinderCases.volumes(expected);
        if (theirs.isEmpty()) {
            String port = demo.volumeApiUrl().replaceAll(".*:", "");
            assertThat(JsonWriter.toText(answered, JsonWriter.Style.PYTHON))
                    .isEqualTo(
                            JsonWriter.toText(expected, JsonWriter.Style.PYTHON).replace("<port>", port));
            return;
        }
        List<Map<?, ?>> ours = CinderCases.volumes(answered);
        assertThat(ours).hasSameSizeAs(theirs);
        if (isStored(theirs.get(0), recorded)) {
            assertThat(ours).containsExactlyInAnyOrderElementsOf(theirs);
        } else {
            compareNew(theirs.get(0), ours.get(0), ids);
        }
    }

    private static boolean isStored(Map<?, ?> volume, Case recorded) {
        return recorded.storedBefore().stream()
                .anyMatch(stored -> stored.get("id").equals(volume.get("id")));
    }

    /** What is new has ids and times of its own, and may have become available in the meantime. */
    private static void compareNew(Map<?, ?> theirs, Map<?, ?> ours, Map<String, String> ids) {
        ids.put((String) theirs.get("id"), (String) ours.get("id"));
        assertThat(List.copyOf(ours.keySet())).isEqualTo(List.copyOf(theirs.keySet()));
        assertThat((String) ours.get("created_at")).hasSameSizeAs((String) theirs.get("created_at"));
        Map<Object, Object> rest = new HashMap<>(ours);
        Map<Object, Object> expected = new HashMap<>(theirs);
        for (String changing : List.of("id", "created_at", "status", "updated_at")) {
            rest.remove(changing);
            expected.remove(changing);
        }
        assertThat(rest).isEqualTo(expected);
        assertThat(ours.get("status")).isIn("creating", "available");
    }
}
