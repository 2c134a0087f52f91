package org.osprofiler.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
        "q.field=base_id&q.type=string&q.value=b, 3",
        "q.field=timestamp&q.type=datetime&q.value=2026-03-14T09:26:53.589793, 3",
        "q.field=timestamp&q.op=le&q.value=2026-03-14T09:26:53, 0",
        "q.field=timestamp&q.op=lt&q.type=datetime&q.value=2026-03-14T09:26:54, 3",
        "q.field=timestamp&q.op=gt&q.value=2026-03-14 10:26:53%2B01:00, 3",
        "q.field=timestamp&q.op=gt&q.value=2026-03-14T10:26:53, 0",
        "q.field=path&q.value=/v3, 0",
    })
    void query_meetsItsConditions(String query, int expected) throws Exception {
        http.post("[" + payload("s-1") + "," + payload("s-2") + "," + payload("s-3") + "]");
        assertThat(http.events("?" + query.replace(" ", "%20"))).hasSize(expected);
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
                "limit=99999999999",
                "limit=1000001",
                "q.field=base_id&q.value=%ff",
                "q.field=base_id&q.type=integer&q.value=1",
                "q.field=base_id&q.type=datetime&q.value=2026-03-14T09:26:53",
                "q.field=base_id&q.type=string&q.type=string&q.value=b",
                "q.field=timestamp&q.type=string&q.value=2026-03-14T09:26:53",
                "q.field=timestamp&q.type=datetime&q.value=yesterday"
            })
    void badQuery_saysWhatIsAllowed(String query) throws Exception {
        assertThat(http.get("/v2/events?" + query)).satisfies(answer -> {
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).doesNotContain("Exception").isNotBlank();
        });
    }

    @Test
    void queryThatCannotBeDecoded_isTheClientsError() throws Exception {
        for (String query :
                List.of("limit=%zz", "limit=%ff", "q.field=base_id&q.value=%", "q.field=base_id&q.value=%c3")) {
            assertThat(http.raw("GET /v2/events?" + query + " HTTP/1.1\nHost: localhost\nConnection: close\n\n"))
                    .as(query)
                    .contains(" 400 ");
        }
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
        assertThat(http.get("/traces/b")).satisfies(page -> {
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.headers().firstValue("Content-Security-Policy"))
                    .get()
                    .asString()
                    .doesNotContain("script-src");
        });
        assertThat(http.get("/traces/none")).satisfies(page -> {
            assertThat(page.statusCode()).isEqualTo(404);
            assertThat(page.body()).isEqualTo("no trace none\n");
        });
    }

    /** A server refuses %2F and %25 in paths before we see them. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a/b",
                "100%",
                "..",
                ".",
                "a b",
                "a+b",
                "a;b",
                "a&id=b",
                "?",
                "#",
                "\u00e9\ud83d\ude00",
                "b",
                "B-1_2"
            })
    void everyTraceInTheList_hasALinkThatWorks(String baseId) throws Exception {
        http.post("[" + payload("only-here").replace("\"b\"", "\"" + baseId + "\"") + "]");
        Matcher link =
                Pattern.compile("<a href=\"([^\"]*)\">").matcher(http.get("/").body());
        assertThat(link.find()).isTrue();
        assertThat(http.get(link.group(1)).statusCode()).isEqualTo(200);
    }

    @Test
    void tracePage_withoutId_saysWhatIsMissing() throws Exception {
        assertThat(http.get("/traces").statusCode()).isEqualTo(400);
        assertThat(http.get("/traces?id=none").statusCode()).isEqualTo(404);
    }

    @Test
    void eventTypesAndTheirTraits_areThoseOfCeilometer() throws Exception {
        assertThat(http.get("/v2/event_types").body()).isEqualTo("[]");
        assertThat(http.get("/v2/event_types/profiler.volume-api/traits").body())
                .isEqualTo("[]");
        http.post("[" + payload("s-1") + "," + payload("s-2").replace("volume-api", "glance") + ","
                + payload("s-3")
                        .replace("db-start", "wsgi-start")
                        .replace("\"host\"", "\"request\":{\"path\":\"/v3\"},\"host\"")
                + "]");
        assertThat(http.get("/v2/event_types").body()).isEqualTo("[\"profiler.glance\",\"profiler.volume-api\"]");
        assertThat(http.get("/v2/event_types/profiler.volume-api/traits").body())
                .contains("{\"name\":\"base_id\",\"type\":\"string\"}")
                .contains("{\"name\":\"timestamp\",\"type\":\"datetime\"}")
                .contains("{\"name\":\"db.statement\",\"type\":\"string\"}")
                .doesNotContain("message_id");
        String traits = "/v2/event_types/profiler.volume-api/traits/";
        assertThat(http.get(traits + "trace_id").body())
                .isEqualTo("[{\"name\":\"trace_id\",\"type\":\"string\",\"value\":\"s-1\"},"
                        + "{\"name\":\"trace_id\",\"type\":\"string\",\"value\":\"s-3\"}]");
        assertThat(http.get(traits + "path").body())
                .isEqualTo("[{\"name\":\"path\",\"type\":\"string\",\"value\":\"/v3\"}]");
        assertThat(http.get(traits + "trace_id?limit=1").body()).contains("s-1").doesNotContain("s-3");
        assertThat(http.get(traits + "trace_id?q.field=path&q.value=/v3").body())
                .contains("s-3")
                .doesNotContain("s-1");
        assertThat(http.get(traits + "colour").statusCode()).isEqualTo(404);
        assertThat(http.get(traits + "message_id").statusCode()).isEqualTo(404);
        assertThat(http.get("/v2/event_types/profiler.volume-api").statusCode()).isEqualTo(404);
        try (TraceStore client = TraceStores.open(collector.url())) {
            assertThat(client.eventTypes()).containsExactly("profiler.glance", "profiler.volume-api");
        }
    }

    @Test
    @Tag("vectors")
    void generated_isTheSendersTime() throws Exception {
        for (String body : CeilometerPosts.all()) {
            Map<?, ?> posted = (Map<?, ?>) ((List<?>) JsonReader.forWire().read(body)).get(0);
            http.post(body);
            assertThat(http.events("?q.field=message_id&q.value=" + posted.get("message_id")))
                    .singleElement()
                    .satisfies(event -> assertThat(event.get("generated")).isEqualTo(posted.get("generated")));
        }
    }

    @Test
    void emptyMessageId_isNone() throws Exception {
        String event = "{\"message_id\":\"\",\"generated\":\"\",\"raw\":{\"payload\":%s}}";
        assertThat(http.post("[" + event.formatted(payload("s-1")) + "," + event.formatted(payload("s-2")) + "]")
                        .body())
                .isEqualTo("{\"accepted\":2,\"broken\":0}");
        assertThat(http.events(""))
                .hasSize(2)
                .allSatisfy(
                        stored -> assertThat(stored.get("generated").toString()).hasSize(26));
    }

    @Test
    void longBody_isStoredWholeWhateverItsLength() throws Exception {
        String filler = "x".repeat(3_000);
        String body = IntStream.range(0, 5_000)
                .mapToObj(n -> payload("s-" + n).replace("vol-1", filler))
                .collect(Collectors.joining(",", "[", "]"));
        assertThat(http.post(body).body()).isEqualTo("{\"accepted\":5000,\"broken\":0}");
        assertThat(http.metric("osprofiler_notifications_stored_total")).isEqualTo(5_000);
        assertThat(http.post(body.substring(0, body.length() - 1))).satisfies(cut -> {
            assertThat(cut.statusCode()).isEqualTo(400);
            assertThat(cut.body()).startsWith("only the first ").contains("the JSON list does not end");
        });
    }

    @Test
    void entryOverItsLimit_isSetAside() throws Exception {
        String huge = payload("huge").replace("vol-1", "h".repeat(JsonList.LONGEST_ENTRY));
        assertThat(http.post("[" + huge + "," + payload("good") + "]").body())
                .isEqualTo("{\"accepted\":1,\"broken\":1}");
        assertThat(http.post(huge).body()).isEqualTo("{\"accepted\":0,\"broken\":1}");
    }

    /** More of them than the store has connections. */
    @Test
    void clientsThatDoNotRead_keepNobodyFromPosting() throws Exception {
        String filler = "x".repeat(30_000);
        http.post(IntStream.range(0, 1_000)
                .mapToObj(n -> payload("s-" + n).replace("vol-1", filler))
                .collect(Collectors.joining(",", "[", "]")));
        List<Socket> slow = new ArrayList<>();
        try {
            for (int n = 0; n < 12; n++) {
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), collector.port());
                slow.add(socket);
                socket.getOutputStream()
                        .write("GET /v2/events HTTP/1.1\r\nHost: localhost\r\n\r\n"
                                .getBytes(StandardCharsets.US_ASCII));
                assertThat(socket.getInputStream().read()).isEqualTo('H'); // it is being answered
            }
            HttpRequest post = http.request("/v1/events", "Content-Type", "application/json")
                    .timeout(Duration.ofSeconds(10))
                    .POST(HttpRequest.BodyPublishers.ofString(payload("new")))
                    .build();
            assertThat(http.send(post).statusCode()).isEqualTo(200);
            assertThat(http.events("?q.field=trace_id&q.value=new")).hasSize(1);
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    /** A client may leave whenever it likes: that is no error of ours. */
    @Test
    void clientThatLeaves_isNoErrorInTheLog() throws Exception {
        Logger log = Logger.getLogger(Router.class.getName());
        List<LogRecord> seen = new CopyOnWriteArrayList<>();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord entry) {
                seen.add(entry);
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Level before = log.getLevel();
        log.setLevel(Level.FINE);
        log.addHandler(handler);
        try {
            String filler = "x".repeat(30_000);
            http.post(IntStream.range(0, 1_000)
                    .mapToObj(n -> payload("s-" + n).replace("vol-1", filler))
                    .collect(Collectors.joining(",", "[", "]")));
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), collector.port())) {
                socket.getOutputStream()
                        .write("GET /v2/events HTTP/1.1\r\nHost: localhost\r\n\r\n"
                                .getBytes(StandardCharsets.US_ASCII));
                assertThat(socket.getInputStream().read()).isEqualTo('H');
            }
            await().untilAsserted(() -> assertThat(seen).isNotEmpty());
            assertThat(seen).extracting(LogRecord::getLevel).containsOnly(Level.FINE);
        } finally {
            log.removeHandler(handler);
            log.setLevel(before);
        }
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
