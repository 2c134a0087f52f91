package org.osprofiler.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OsloEnvelopeTest {

    private static final String NOTIFICATION = "{\"message_id\":\"m-1\",\"publisher_id\":\"host-1\","
            + "\"event_type\":\"profiler.volume-api\",\"priority\":\"INFO\",\"payload\":{\"name\":\"a-start\"},"
            + "\"timestamp\":\"2026-03-14 09:26:53.589793\"}";

    private static final OsloEnvelope ENVELOPE = new OsloEnvelope(
            "m-1", "host-1", "profiler.volume-api", "2026-03-14 09:26:53.589793", Map.of("name", "a-start"));

    @Test
    void rabbitBody_isTheBareNotification() throws MalformedNotificationException {
        String body = OsloEnvelope.rabbit(
                "m-1",
                "host-1",
                OsloEnvelope.eventType("volume-api"),
                "2026-03-14 09:26:53.589793",
                "{\"name\":\"a-start\"}");
        assertThat(body).isEqualTo(NOTIFICATION);
        assertThat(OsloEnvelope.open(body)).isEqualTo(ENVELOPE);
    }

    @Test
    void amqp1Body_hasItUnderRequest_besideAnEmptyContext() throws MalformedNotificationException {
        String body = OsloEnvelope.amqp1(
                "m-1",
                "host-1",
                OsloEnvelope.eventType("volume-api"),
                "2026-03-14 09:26:53.589793",
                "{\"name\":\"a-start\"}");
        assertThat(body).isEqualTo("{\"request\":" + NOTIFICATION + ",\"context\":{}}");
        assertThat(OsloEnvelope.open(body)).isEqualTo(ENVELOPE);
    }

    @Test
    void messagingv2Body_isOpened_inBothTransports() throws MalformedNotificationException {
        String nested = "{\"oslo.version\":\"2.0\",\"oslo.message\":"
                + JsonWriter.toText(NOTIFICATION, JsonWriter.Style.PYTHON) + "}";
        assertThat(OsloEnvelope.open(nested)).isEqualTo(ENVELOPE);
        assertThat(OsloEnvelope.open("{\"request\":" + nested + ",\"context\":{}}"))
                .isEqualTo(ENVELOPE);
    }

    @Test
    void fields_mayBeAbsentOrNoText() throws MalformedNotificationException {
        assertThat(OsloEnvelope.open("{\"payload\":[1],\"message_id\":5}"))
                .isEqualTo(new OsloEnvelope(null, null, null, null, List.of(1L)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "[]",
                "null",
                "{}",
                "{\"request\":{}}",
                "{\"request\":[]}",
                "{\"oslo.message\":\"x\"}",
                "{\"oslo.message\":{}}",
                "{\"oslo.message\":\"[]\"}"
            })
    void otherBody_isRefused(String body) {
        assertThatExceptionOfType(MalformedNotificationException.class)
                .isThrownBy(() -> OsloEnvelope.open(body))
                .withMessageStartingWith("no oslo notification");
    }
}
