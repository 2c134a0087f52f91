package org.osprofiler.fuzz;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.provider.MethodSource;
import org.osprofiler.testkit.Vectors;
import org.osprofiler.wire.CeilometerEvent;
import org.osprofiler.wire.JsonReader;
import org.osprofiler.wire.JsonWriter;
import org.osprofiler.wire.MalformedJsonException;
import org.osprofiler.wire.MalformedNotificationException;
import org.osprofiler.wire.Notification;
import org.osprofiler.wire.OsloEnvelope;

/** What comes from a broker or is posted to the collector: {@code bin/fuzz notification}. */
class NotificationFuzzTest {

    static Stream<byte[]> seeds() {
        Stream<String> payloads =
                Vectors.lines("notifications.jsonl").stream().flatMap(NotificationFuzzTest::notifications);
        Stream<String> events = Vectors.lines("ceilometer_http.jsonl").stream().flatMap(NotificationFuzzTest::events);
        return Stream.concat(payloads.flatMap(NotificationFuzzTest::bodies), events)
                .distinct()
                .map(seed -> seed.getBytes(StandardCharsets.UTF_8));
    }

    /** A bare payload, and as it comes from the two brokers and from {@code messagingv2}. */
    private static Stream<String> bodies(String payload) {
        String bare = OsloEnvelope.rabbit("m", "host", "profiler.s", "2026-03-14 09:26:53.589793", payload);
        String nested = new JsonWriter(JsonWriter.Style.PYTHON)
                .beginObject()
                .field("oslo.version", "2.0")
                .field("oslo.message", bare)
                .endObject()
                .toString();
        return Stream.of(
                payload,
                OsloEnvelope.amqp1("m", "host", "profiler.s", "2026-03-14 09:26:53.589793", payload),
                bare,
                nested);
    }

    private static Stream<String> notifications(String program) {
        return items(Vectors.map(read(program)).get("notifications"));
    }

    private static Stream<String> events(String post) {
        return items(read(post));
    }

    private static Stream<String> items(@Nullable Object list) {
        return list instanceof List<?> items
                ? items.stream().map(item -> JsonWriter.toText(item, JsonWriter.Style.PYTHON))
                : Stream.empty();
    }

    @MethodSource("seeds")
    @DictionaryEntries({
        "\"base_id\"",
        "\"trace_id\"",
        "\"parent_id\"",
        "\"timestamp\"",
        "\"payload\"",
        "\"request\"",
        "\"oslo.message\"",
        "\"raw\"",
        "\"traits\"",
        "\"info\": {",
        "\"host\"",
        "\"db\": {\"statement\": ",
        "NaN",
        "Infinity",
        "1e400",
        "-0.0",
        "\\ud800"
    })
    @FuzzTest
    void notification(byte[] input) {
        String body = new String(input, StandardCharsets.UTF_8);
        decode(body);
        Object utf8 = readOrNull(input);
        Growth.sample(body.hashCode(), times -> enlarged(body, utf8 != null, times), NotificationFuzzTest::decode);
    }

    /** As many values in one list, for a text behind a text is malformed at once. */
    private static String enlarged(String body, boolean json, int times) {
        return json
                ? "{\"payload\": {\"base_id\": \"b\", \"trace_id\": \"s\", \"parent_id\": \"b\", \"name\": \"n-start\", "
                        + "\"timestamp\": \"2026-03-14T09:26:53.589793\", \"info\": {\"all\": [" + body
                        + ("," + body).repeat(times - 1) + "]}}}"
                : body.repeat(times);
    }

    private static void decode(String body) {
        try {
            check(Notification.of(OsloEnvelope.open(body).payload()));
        } catch (MalformedNotificationException e) {
            mustSayWhy(e);
        }
        try {
            check(Notification.parse(body));
        } catch (MalformedNotificationException e) {
            mustSayWhy(e);
        }
        try {
            CeilometerEvent event = CeilometerEvent.of(JsonReader.forWire().read(body));
            JsonWriter json = new JsonWriter(JsonWriter.Style.COMPACT);
            event.write(json);
            mustEqual(
                    event.notification(),
                    CeilometerEvent.of(read(json.toString())).notification());
        } catch (MalformedJsonException | MalformedNotificationException e) {
            mustSayWhy(e);
        }
    }

    private static void check(Notification notification) throws MalformedNotificationException {
        mustEqual(notification, Notification.of(read(notification.toJson())));
    }

    private static void mustEqual(Notification notification, Notification written) {
        if (!notification.equals(written)) {
            throw new AssertionError("written and read again it is another: " + notification + " and " + written);
        }
    }

    private static void mustSayWhy(Exception e) {
        String message = e.getMessage();
        if (message == null || message.isBlank()) {
            throw new AssertionError("says nothing", e);
        }
    }

    private static @Nullable Object readOrNull(byte[] input) {
        try {
            return JsonReader.forWire().read(input);
        } catch (MalformedJsonException e) {
            return null;
        }
    }

    /** What we wrote ourselves. It may be deeper than what is taken from the network: an event stands in more braces. */
    private static @Nullable Object read(String json) {
        try {
            return JsonReader.forFiles().read(json);
        } catch (MalformedJsonException e) {
            throw new AssertionError("we wrote no JSON", e);
        }
    }
}
