package org.osprofiler.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.osprofiler.store.StoreException;
import org.osprofiler.store.TraceQuery;
import org.osprofiler.store.TraceStore;
import org.osprofiler.store.TraceStores;
import org.osprofiler.store.TraceSummary;
import org.osprofiler.wire.JsonReader;

class EventsApiTest {

    private static final String PAYLOAD = """
            {"name":"db-start","base_id":"b","trace_id":"%s","parent_id":"b","timestamp":"2026-03-14T09:26:53.589793",\
            "info":{"host":"vol-1"},"project":"cinder","service":"volume-api"}""";

    private Collector collector;
    private Http http;

    @BeforeEach
    void startCollector() throws Exception {
        collector = Collector.start(CollectorOptions.builder()
                .listen("127.0.0.1", 0)
                .store("jdbc:h2:mem:" + UUID.randomUUID())
                .build());
        http = new Http(collector);
    }

    @AfterEach
    void closeCollector() {
        collector.close();
    }

    private static String payload(String spanId) {
        return PAYLOAD.formatted(spanId);
    }

    @Test
    @Tag("vectors")
    void whatTheAgentPosted_comesBackWhole() throws Exception {
        List<Object> sent = new ArrayList<>();
        for (String body : CeilometerPosts.all()) {
            assertThat(http.post(body).statusCode()).isEqualTo(200);
            sent.add(rawPayload(((List<?>) JsonReader.forWire().read(body)).get(0)));
        }
        List<Map<String, Object>> events =
                http.events("?q.field=base_id&q.op=eq&q.type=&q.value=" + CeilometerPosts.BASE_ID);
        assertThat(events).extracting(EventsApiTest::rawPayload).containsExactlyElementsOf(sent);

        try (TraceStore client = TraceStores.open(collector.url())) {
            assertThat(client.notifications(CeilometerPosts.BASE_ID))
                    .extracting(notification -> (Object) notification.payload())
                    .containsExactlyElementsOf(sent);
        }
    }

    /** The agent's traits and ours differ in the names of their types, in fractions that are zero, and in Python's spelling. */
    @Test
    @Tag("vectors")
    void traits_areThoseOfCeilometer() throws Exception {
        for (String body : CeilometerPosts.all()) {
            Map<?, ?> posted = (Map<?, ?>) ((List<?>) JsonReader.forWire().read(body)).get(0);
            http.post(body);
            Map<String, Object> event = http.events("?q.field=message_id&q.value=" + posted.get("message_id"))
                    .get(0);
            assertThat(event).containsEntry("event_type", posted.get("event_type"));
            Map<Object, Object> expected = new HashMap<>();
            for (Object trait : (List<?>) posted.get("traits")) {
                expected.put(((List<?>) trait).get(0), ((List<?>) trait).get(2));
            }
            // From the request's context, which OSProfiler has no use for.
            expected.keySet().removeAll(List.of("request_id", "project_id", "user_id", "tenant_id"));
            expected.remove("db.params");
            expected.computeIfPresent(
                    "timestamp", (name, time) -> ("" + time).length() == 19 ? time + ".000000" : time);
            Map<Object, Object> ours = new HashMap<>();
            for (Object trait : (List<?>) event.get("traits")) {
                Map<?, ?> fields = (Map<?, ?>) trait;
                assertThat(fields.get("type"))
                        .isEqualTo(fields.get("name").equals("timestamp") ? "datetime" : "string");
                ours.put(fields.get("name"), fields.get("value"));
            }
            ours.remove("db.params");
            assertThat(ours).isEqualTo(expected);
        }
    }

    private static Object rawPayload(Object event) {
        return ((Map<?, ?>) ((Map<?, ?>) event).get("raw")).get("payload");
    }

    @Test
    void barePayloads_getEventTypePublisherAndMessageId() throws Exception {
        assertThat(http.post("[" + payload("s-1") + "," + payload("s-2") + "]").body())
                .isEqualTo("{\"accepted\":2,\"broken\":0}");
        http.post("[" + payload("s-3") + "]", "X-Publisher-Id", "sender-1");
        List<Map<String, Object>> events = http.events("");
        assertThat(events).extracting(event -> event.get("event_type")).containsOnly("profiler.volume-api");
        assertThat(events)
                .extracting(event -> (Object) ((Map<?, ?>) event.get("raw")).get("publisher_id"))
                .containsExactly("vol-1", "vol-1", "sender-1");
        String messageId = (String) events.get(1).get("message_id");
        assertThat(http.get("/v2/events/" + messageId).body()).contains("s-2");
        assertThat(http.get("/v2/events/none").statusCode()).isEqualTo(404);
    }

    @Test
    void onePayloadWithoutList_isTaken() throws Exception {
        assertThat(http.post(payload("s")).body()).isEqualTo("{\"accepted\":1,\"broken\":0}");
    }

    @Test
    void postedTwice_isStoredOnce() throws Exception {
        String body = CeilometerPosts.all().get(0);
        http.post(body);
        assertThat(http.post(body).statusCode()).isEqualTo(200);
        assertThat(http.events("")).hasSize(1);
        assertThat(http.metric("osprofiler_notifications_stored_total")).isEqualTo(1);
        assertThat(http.metric("osprofiler_notifications_duplicate_total")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nope",
                "{",
                "",
                "null",
                "7",
                "{}",
                "[]",
                "\"text\"",
                "{\"name\":1,\"base_id\":\"b\"}",
                "{\"traits\":[],\"raw\":{}}",
                "{\"traits\":[],\"raw\":{\"payload\":7}}",
                "{\"raw\":null,\"message_id\":\"m\"}",
                "{\"a\":\"\\ud8\"}"
            })
    void brokenEventAmongGoodOnes_isSetAsideAndCounted(String broken) throws Exception {
        if (broken.equals("{")) {
            broken = "{\"unfinished\":}";
        }
        assertThat(http.post("[" + payload("s-1") + "," + broken + " ,\n" + payload("s-2") + "]")
                        .body())
                .isEqualTo("{\"accepted\":2,\"broken\":1}");
        assertThat(http.events("")).hasSize(2);
        assertThat(http.metric("osprofiler_notifications_broken_total")).isEqualTo(1);
    }

    @Test
    void eventThatIsNoUtf8OrTooDeepOrTooLong_isSetAside() throws Exception {
        String deep = payload("deep").replace("\"vol-1\"", "[".repeat(200) + "]".repeat(200));
        String longName = payload("n".repeat(2000));
        String latin = payload("caf\u00e9");
        byte[] body = ("[" + deep + "," + payload("good") + "," + longName + "," + latin + "]")
                .getBytes(StandardCharsets.ISO_8859_1);
        assertThat(http.post("application/json; charset=utf-8", body).body())
                .isEqualTo("{\"accepted\":1,\"broken\":3}");
        assertThat(http.events("").toString()).contains("good");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "[{\"a\":1}", "[{\"a\":\"]", "[]x", "[{}] {}", "[{]"})
    void listThatDoesNotEnd_isRefusedAsAWhole(String body) throws Exception {
        assertThat(http.post(body.replace("{}", payload("s"))).statusCode()).isEqualTo(400);
        assertThat(http.events("")).isEmpty();
    }

    @Test
    void emptyList_isFine() throws Exception {
        assertThat(http.post(" [ ] ").body()).isEqualTo("{\"accepted\":0,\"broken\":0}");
    }

    @Test
    void hugePayload_comesBackWhole() throws Exception {
        String host = "h".repeat(2 << 20);
        assertThat(http.post("[" + payload("s").replace("vol-1", host) + "]").statusCode())
                .isEqualTo(200);
        assertThat(http.events("").get(0).get("raw").toString()).contains(host);
    }

    @Test
    void bodyOverTheLimit_isRefused() throws Exception {
        byte[] body = new byte[EventsIntake.LARGEST_BODY + 1];
        HttpRequest chunked = http.request("/v1/events", "Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArrays(List.of(body)))
                .build();
        assertThat(http.send(chunked).statusCode()).isEqualTo(413);
        assertThat(http.raw(
                        "POST /v1/events HTTP/1.1\nHost: localhost\nContent-Type: application/json\nConnection: close\n"
                                + "Content-Length: " + body.length + "\n\n"))
                .contains("413");
    }

    @ParameterizedTest
    @CsvSource({
        "q.field=base_id&q.value=b&limit=1, 1",
        "q.field=base_id&q.value=b&q.field=trace_id&q.op=eq&q.op=eq&q.value=s-2, 1",
        "q.field=trace_id&q.op=ne&q.value=s-1, 2",
        "q.field=base_id&q.value=none, 0",
        "q.field=base_id&q.op=&q.value=b, 3",
        "limit=2, 2",
    })
    void query_meetsItsConditions(String query, int expected) throws Exception {
        http.post("[" + payload("s-1") + "," + payload("s-2") + "," + payload("s-3") + "]");
        assertThat(http.events("?" + query)).hasSize(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "q.field=base_id",
                "q.field=colour&q.value=red",
                "q.field=base_id&q.op=like&q.value=b",
                "q.field=base_id&q.op=eq&q.op=eq&q.value=b",
                "limit=0",
                "limit=-1",
                "limit=many",
                "limit=99999999999"
            })
    void badQuery_saysWhatIsAllowed(String query) throws Exception {
        assertThat(http.get("/v2/events?" + query)).satisfies(answer -> {
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).doesNotContain("Exception").isNotBlank();
        });
    }

    @Test
    void pages_listAndShowTraces_withoutRunningWhatIsInThem() throws Exception {
        assertThat(http.get("/").body()).contains("None yet");
        http.post("[" + payload("s").replace("\"b\"", "\"<script>alert(1)</script>\"") + "]");
        assertThat(http.get("/")).satisfies(page -> {
            assertThat(page.body()).contains("&lt;script&gt;").doesNotContain("<script>alert");
            assertThat(page.headers().firstValue("Content-Security-Policy"))
                    .get()
                    .asString()
                    .startsWith("default-src 'none'");
        });
        http.post("[" + payload("s") + "]");
        assertThat(http.get("/traces/b").statusCode()).isEqualTo(200);
        assertThat(http.get("/traces/none")).satisfies(page -> {
            assertThat(page.statusCode()).isEqualTo(404);
            assertThat(page.body()).isEqualTo("no trace none\n");
        });
    }

    @Test
    void traceList_isReadOverHttp() throws Exception {
        http.post("[" + payload("s") + "]");
        http.post("[" + payload("s").replace("\"b\"", "\"failed\"").replace("\"host\"", "\"etype\":\"E\",\"host\"")
                + "]");
        try (TraceStore client = TraceStores.open(collector.url() + "/")) {
            assertThat(client.traces(new TraceQuery(false, 10)))
                    .extracting(TraceSummary::baseId)
                    .containsExactly("failed", "b");
            assertThat(client.traces(new TraceQuery(true, 10)))
                    .containsExactly(new TraceSummary("failed", "2026-03-14T09:26:53.589793", 1, true));
        }
    }

    /** A list that ends early but looks whole would be a trace with spans missing. */
    @Test
    void answerThatCannotBeFinished_isSeenToBeCutOff() throws Exception {
        FaultyStore faulty = new FaultyStore(TraceStores.open("jdbc:h2:mem:" + UUID.randomUUID()));
        faulty.full = false;
        try (faulty;
                Collector cut = Collector.start(CollectorOptions.builder()
                        .listen("127.0.0.1", 0)
                        .store(faulty)
                        .build());
                TraceStore client = TraceStores.open(cut.url())) {
            String payloads =
                    IntStream.range(0, 500).mapToObj(n -> payload("s-" + n)).collect(Collectors.joining(",", "[", "]"));
            new Http(cut).post(payloads);
            assertThat(client.notifications("b")).hasSize(500);
            faulty.breaksAtTheEnd = true;
            assertThatThrownBy(() -> client.notifications("b"))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("cut off");
        }
    }

    @Test
    void otherPathsAndMethods_areRefused() throws Exception {
        assertThat(http.get("/healthz").body()).isEqualTo("ok\n");
        assertThat(http.get("/favicon.ico").statusCode()).isEqualTo(404);
        assertThat(http.get("/v1/events").statusCode()).isEqualTo(405);
        for (String method : List.of("DELETE", "OPTIONS", "PUT", "TRACE")) {
            assertThat(http.raw(method + " /v2/events HTTP/1.1\nHost: localhost\nConnection: close\n\n"))
                    .as(method)
                    .contains("405");
        }
    }

    @Test
    void manyConnectionsAtOnce_loseNothing() throws Exception {
        List<CompletableFuture<String>> answers = IntStream.range(0, 300)
                .mapToObj(n -> CompletableFuture.supplyAsync(
                        () -> {
                            try {
                                return http.raw(
                                        "POST /v1/events HTTP/1.1\nHost: localhost\nContent-Type: application/json\n"
                                                + "Connection: close\nContent-Length: "
                                                + payload("s-" + n).length() + "\n\n" + payload("s-" + n));
                            } catch (IOException e) {
                                throw new UncheckedIOException(e);
                            }
                        },
                        task -> new Thread(task).start()))
                .toList();
        assertThat(answers).extracting(CompletableFuture::join).containsOnly("HTTP/1.1 200 OK");
        assertThat(http.events("?q.field=base_id&q.value=b")).hasSize(300);
    }
}
