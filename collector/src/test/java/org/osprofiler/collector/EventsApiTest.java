package org.osprofiler.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

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
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.osprofiler.store.StoreException;
import org.osprofiler.store.TraceStore;
import org.osprofiler.store.TraceStores;
import org.osprofiler.wire.JsonReader;

class EventsApiTest extends CollectorTest {

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

    static Object rawPayload(Object event) {
        return ((Map<?, ?>) ((Map<?, ?>) event).get("raw")).get("payload");
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
        "q.field=timestamp&q.op=lt&q.value=9999-12-31T23:59:59, 3",
        "q.field=timestamp&q.op=gt&q.value=0001-01-01T00:00:00, 3",
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
                "q.field=timestamp&q.type=datetime&q.value=yesterday",
                "q.field=timestamp&q.value=%2B10000-01-01T00:00:00",
                "q.field=timestamp&q.value=9999-12-31T23:59:59-02:00",
                "q.field=timestamp&q.value=%2B999999999-12-31T23:59:59-18:00",
                "q.field=timestamp&q.value=0000-01-01T00:00:00"
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
}
