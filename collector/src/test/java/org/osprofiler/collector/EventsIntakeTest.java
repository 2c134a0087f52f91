package org.osprofiler.collector;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventsIntakeTest extends CollectorTest {

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
