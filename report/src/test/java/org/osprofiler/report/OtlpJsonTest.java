package org.osprofiler.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.osprofiler.wire.JsonReader;
import org.osprofiler.wire.MalformedJsonException;

class OtlpJsonTest {

    private static final String ROOT = "e2715537-3d1c-4f0c-b3af-87355dc5fc5b";
    private static final String CALL = "1c089ea8-28fe-4f3d-8c00-f6daa2bc32f1";

    private static String text(Trace trace) throws IOException {
        StringBuilder text = new StringBuilder();
        OtlpJson.write(trace, text);
        return text.toString();
    }

    /** Each resource's spans, by its service. */
    private static Map<String, List<Map<?, ?>>> spans(Notifications notifications)
            throws IOException, MalformedJsonException {
        Map<String, List<Map<?, ?>>> spans = new LinkedHashMap<>();
        Map<?, ?> request = (Map<?, ?>) JsonReader.forWire().read(text(notifications.trace()));
        for (Object each : (List<?>) request.get("resourceSpans")) {
            Map<?, ?> resource = (Map<?, ?>) each;
            Map<?, ?> scope = (Map<?, ?>) ((List<?>) resource.get("scopeSpans")).get(0);
            List<Map<?, ?>> ofResource = new ArrayList<>();
            ((List<?>) scope.get("spans")).forEach(span -> ofResource.add((Map<?, ?>) span));
            spans.put(
                    String.valueOf(
                            attributes((Map<?, ?>) resource.get("resource")).get("service.name")),
                    ofResource);
        }
        return spans;
    }

    private static Map<?, ?> only(Notifications notifications) throws IOException, MalformedJsonException {
        return spans(notifications).values().iterator().next().get(0);
    }

    private static Map<String, @Nullable Object> attributes(Map<?, ?> owner) {
        Map<String, @Nullable Object> attributes = new LinkedHashMap<>();
        for (Object each : (List<?>) owner.get("attributes")) {
            Map<?, ?> attribute = (Map<?, ?>) each;
            Map<?, ?> value = (Map<?, ?>) attribute.get("value");
            attributes.put(
                    (String) attribute.get("key"), value.values().iterator().next());
        }
        return attributes;
    }

    @Test
    void trace_isSpansByService() throws Exception {
        Map<String, @Nullable Object> other = Notifications.payload("call-start", CALL, ROOT, 20, Map.of());
        other.put("service", "volume-manager");
        Map<String, List<Map<?, ?>>> spans = spans(new Notifications()
                .add("wsgi-start", ROOT, Notifications.BASE_ID, 0, Map.of())
                .with(other)
                .add("call-stop", CALL, ROOT, 30, Map.of())
                .add("wsgi-stop", ROOT, Notifications.BASE_ID, 1_000_001, Map.of()));

        assertThat(spans).containsOnlyKeys("cinder-volume-api", "cinder-volume-manager");
        Map<?, ?> root = spans.get("cinder-volume-api").get(0);
        assertThat(root.get("traceId")).isEqualTo(Notifications.BASE_ID.replace("-", ""));
        assertThat(root.get("spanId")).isEqualTo("b3af87355dc5fc5b");
        assertThat(root.get("parentSpanId")).isEqualTo("a5103b3f56cf0f48");
        assertThat(root.get("startTimeUnixNano")).isEqualTo("1773480413000000000");
        assertThat(root.get("endTimeUnixNano")).isEqualTo("1773480414000001000");
        Map<?, ?> call = spans.get("cinder-volume-manager").get(0);
        assertThat(call.get("spanId")).isEqualTo("8c00f6daa2bc32f1");
        assertThat(call.get("parentSpanId")).isEqualTo("b3af87355dc5fc5b");
    }

    /** Made with Python's driver, its {@code _name}, {@code _kind} and {@code create_span_tags}. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "wsgi | {\"request\":{\"path\":\"/v3\",\"query\":\"a=1\",\"method\":\"GET\",\"scheme\":\"http\"}} | WSGI_GET_/v3 | 2"
                        + " | {\"http.path\":\"/v3\",\"http.query\":\"a=1\",\"http.method\":\"GET\",\"http.scheme\":\"http\"}",
                "db | {\"db\":{\"statement\":\"select x\\nfrom t\",\"params\":{\"a\":[1,null]}}} | SQL_SELECT | 3"
                        + " | {\"db.statement\":\"select x\\nfrom t\",\"db.params\":\"{\\\"a\\\": [1, null]}\"}",
                "requests | {\"requests\":{\"path\":\"/v2\",\"query\":\"\",\"method\":\"GET\",\"scheme\":\"http\",\"hostname\":\"img\",\"port\":9292}}"
                        + " | REQUESTS_GET_img | 1"
                        + " | {\"http.path\":\"/v2\",\"http.query\":\"\",\"http.method\":\"GET\",\"http.scheme\":\"http\",\"http.hostname\":\"img\",\"http.port\":\"9292\"}",
                "vol-api.call | {\"function\":{\"name\":\"a.f\",\"args\":\"(1,)\",\"kwargs\":\"{}\"}} | vol-api.call | 3"
                        + " | {\"args\":\"(1,)\",\"kwargs\":\"{}\",\"name\":\"a.f\"}",
                "call | {\"db\":{},\"request\":{}} | call | 1 | {}"
            })
    void namesKindsAndAttributes_areThoseOfPythonsDriver(
            String name, String info, String spanName, long kind, String tags) throws Exception {
        Map<?, ?> start = (Map<?, ?>) JsonReader.forWire().read(info);
        Map<String, Object> typed = new LinkedHashMap<>();
        start.forEach((key, value) -> typed.put((String) key, value));
        Map<?, ?> span = only(new Notifications()
                .add(name + "-start", ROOT, Notifications.BASE_ID, 0, typed)
                .add(name + "-stop", ROOT, Notifications.BASE_ID, 1, Map.of()));
        assertThat(span.get("name")).isEqualTo(spanName);
        assertThat(span.get("kind")).isEqualTo(kind);
        Map<String, @Nullable Object> attributes = attributes(span);
        assertThat(attributes.keySet().removeAll(List.of("host.name", "osprofiler.trace_id", "osprofiler.parent_id")))
                .isTrue();
        assertThat(attributes).isEqualTo(JsonReader.forWire().read(tags));
    }

    @Test
    void everyOtherValue_isAnAttributeToo() throws Exception {
        Map<?, ?> span = only(new Notifications()
                .add(
                        "a-start",
                        ROOT,
                        Notifications.BASE_ID,
                        0,
                        Map.of("custom", Map.of("n", 1.5, "deep", Map.of("b", true))))
                .add(
                        "a-stop",
                        ROOT,
                        Notifications.BASE_ID,
                        1,
                        Map.of(
                                "response",
                                Map.of("status", 202L),
                                "list",
                                List.of(1L),
                                "yes",
                                true,
                                "big",
                                new BigInteger("9".repeat(30)),
                                "none",
                                Double.NaN,
                                "function",
                                Map.of("result", "r"))));
        assertThat(attributes(span))
                .containsEntry("osprofiler.trace_id", ROOT)
                .containsEntry("host.name", "h1")
                .containsEntry("custom.n", 1.5)
                .containsEntry("custom.deep", "{\"b\": true}")
                .containsEntry("http.status_code", "202")
                .containsEntry("list", "[1]")
                .containsEntry("yes", true)
                .containsEntry("big", "9".repeat(30))
                .containsEntry("none", "NaN")
                .containsEntry("result", "r");
    }

    @Test
    void exception_isAnEvent_andTheStatus() throws Exception {
        Map<?, ?> span = only(new Notifications()
                .add("a-start", ROOT, Notifications.BASE_ID, 0, Map.of())
                .add("a-stop", ROOT, Notifications.BASE_ID, 7, Map.of("etype", "OSError", "message", "no space")));
        Map<?, ?> event = (Map<?, ?>) ((List<?>) span.get("events")).get(0);
        assertThat(event.get("name")).isEqualTo("exception");
        assertThat(event.get("timeUnixNano")).isEqualTo("1773480413000007000");
        assertThat(attributes(event)).isEqualTo(Map.of("exception.type", "OSError", "exception.message", "no space"));
        assertThat(span.get("status")).isEqualTo(Map.of("code", 2L, "message", "OSError: no space"));
        assertThat(attributes(span)).containsEntry("error", true);
    }

    @Test
    void unfinishedAndNegativeSpans_haveNoDuration() throws Exception {
        Map<?, ?> unfinished = only(new Notifications().add("a-start", ROOT, Notifications.BASE_ID, 5, Map.of()));
        assertThat(unfinished.get("endTimeUnixNano")).isEqualTo(unfinished.get("startTimeUnixNano"));
        assertThat(attributes(unfinished)).containsEntry("osprofiler.unfinished", "no stop");
        Map<?, ?> negative = only(new Notifications().span("a", ROOT, Notifications.BASE_ID, 5, 2));
        assertThat(negative.get("endTimeUnixNano"))
                .isEqualTo(negative.get("startTimeUnixNano"))
                .isEqualTo("1773480413000005000");
    }

    @Test
    void emptyTrace_isARequestWithoutSpans() throws IOException {
        assertThat(text(Trace.of(List.of()))).isEqualTo("{\"resourceSpans\":[]}");
    }
}
