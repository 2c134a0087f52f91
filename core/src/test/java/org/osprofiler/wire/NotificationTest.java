package org.osprofiler.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NotificationTest {

    private static final String PAYLOAD = """
            {"name":"wsgi-start","base_id":"b","trace_id":"t","parent_id":"p","timestamp":"2026-03-14T09:26:53.589793",\
            "info":{"host":"h","n":[1,{"x":null}]},"project":"cinder","service":"volume-api","more":"kept"}""";

    @Test
    void payload_isReadAndKeptWhole() throws MalformedNotificationException {
        Notification notification = Notification.parse(PAYLOAD);
        assertThat(notification.name()).isEqualTo("wsgi-start");
        assertThat(notification.baseId()).isEqualTo("b");
        assertThat(notification.spanId()).isEqualTo("t");
        assertThat(notification.parentId()).isEqualTo("p");
        assertThat(notification.timestamp()).isEqualTo("2026-03-14T09:26:53.589793");
        assertThat(notification.info()).containsEntry("host", "h");
        assertThat(notification.project()).isEqualTo("cinder");
        assertThat(notification.service()).isEqualTo("volume-api");
        assertThat(notification.toJson()).isEqualTo(PAYLOAD);
    }

    @Test
    void wholeNotification_isReadAsItsPayload() throws MalformedNotificationException {
        Notification inner = Notification.parse(PAYLOAD);
        assertThat(Notification.parse("{\"message_id\":\"m\",\"priority\":\"INFO\",\"payload\":" + PAYLOAD + "}"))
                .isEqualTo(inner);
    }

    @Test
    void maps_cannotBeChanged() throws MalformedNotificationException {
        Notification notification = Notification.parse(PAYLOAD);
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> notification.info().put("host", "another"));
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> notification.payload().remove("name"));
    }

    @Test
    void payload_withAFieldNamedPayload_isStillThePayload() throws MalformedNotificationException {
        assertThat(Notification.parse(PAYLOAD.replace("\"more\":\"kept\"", "\"payload\":{}"))
                        .baseId())
                .isEqualTo("b");
    }

    @Test
    void writtenPayload_isReadBack() throws MalformedNotificationException {
        String json = new PayloadWriter("h", "cinder", "volume-api")
                .write("db-start", "b", "t", "p", 1_773_480_413_589_793L, out -> out.field("statement", "SELECT 1"));
        Notification notification = Notification.parse(json);
        assertThat(notification.toJson())
                .isEqualTo(json)
                .isEqualTo("{\"name\":\"db-start\",\"base_id\":\"b\",\"trace_id\":\"t\",\"parent_id\":\"p\","
                        + "\"timestamp\":\"2026-03-14T09:26:53.589793\",\"info\":{\"statement\":\"SELECT 1\",\"host\":\"h\"},"
                        + "\"project\":\"cinder\",\"service\":\"volume-api\"}");
    }

    /** Python's report loses a trace by a timestamp without a fraction. */
    @Test
    void wholeSecond_hasSixDigits_inPayloadAndEnvelopes() {
        long wholeSecond = 1_773_480_413_000_000L;
        String payload =
                new PayloadWriter("h", "cinder", "volume-api").write("a-stop", "b", "t", "p", wholeSecond, out -> {});
        String at = Timestamp.withSpace(wholeSecond);
        assertThat(payload).contains("\"timestamp\":\"2026-03-14T09:26:53.000000\"");
        assertThat(OsloEnvelope.rabbit("m", "h", "profiler.volume-api", at, payload))
                .endsWith(",\"timestamp\":\"2026-03-14 09:26:53.000000\"}");
        assertThat(OsloEnvelope.amqp1("m", "h", "profiler.volume-api", at, payload))
                .endsWith(",\"timestamp\":\"2026-03-14 09:26:53.000000\"},\"context\":{}}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"name", "base_id", "trace_id", "parent_id", "timestamp", "info"})
    void neededField_missing_isNamed(String field) {
        assertThatExceptionOfType(MalformedNotificationException.class)
                .isThrownBy(() -> Notification.parse(PAYLOAD.replace('"' + field + '"', "\"other\"")))
                .withMessage(field + " is missing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"name", "base_id", "trace_id", "parent_id", "timestamp"})
    void neededField_thatIsNoText_isNamed(String field) {
        String number = PAYLOAD.replaceAll('"' + field + "\":\"[^\"]*\"", '"' + field + "\":1");
        assertThatExceptionOfType(MalformedNotificationException.class)
                .isThrownBy(() -> Notification.parse(number))
                .withMessage(field + " is no text");
    }

    @Test
    void info_thatIsNoObject_isNamed() {
        assertThatExceptionOfType(MalformedNotificationException.class)
                .isThrownBy(() -> Notification.parse(PAYLOAD.replaceAll("\"info\":\\{.*?\\}\\]\\}", "\"info\":[]")))
                .withMessage("info is no JSON object");
    }

    @Test
    void projectAndService_mayBeAbsent() throws MalformedNotificationException {
        Notification notification = Notification.parse(
                PAYLOAD.replace("\"project\":\"cinder\"", "\"project\":null").replace("\"service\"", "\"other\""));
        assertThat(notification.project()).isNull();
        assertThat(notification.service()).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"[]|not a JSON object", "null|not a JSON object", "1|not a JSON object", "{|no JSON: "})
    void anotherValue_isRefused(String json, String message) {
        assertThatExceptionOfType(MalformedNotificationException.class)
                .isThrownBy(() -> Notification.parse(json))
                .withMessageStartingWith(message);
    }

    @Test
    void treeThatIsNoJson_isRefused() {
        assertThatExceptionOfType(MalformedNotificationException.class)
                .isThrownBy(() -> Notification.of(List.of(Map.of())));
    }
}
