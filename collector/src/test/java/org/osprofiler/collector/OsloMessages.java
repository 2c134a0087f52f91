package org.osprofiler.collector;

import org.osprofiler.wire.JsonWriter;
import org.osprofiler.wire.OsloEnvelope;

/** Bodies as oslo.messaging sends them. */
final class OsloMessages {

    private OsloMessages() {}

    static String payload(String spanId) {
        return payload(spanId, "vol-1");
    }

    static String payload(String spanId, String host) {
        return "{\"name\":\"db-start\",\"base_id\":\"b\",\"trace_id\":\"" + spanId + "\",\"parent_id\":\"b\","
                + "\"timestamp\":\"2026-03-14T09:26:53.589793\",\"info\":{\"host\":\"" + host + "\"},"
                + "\"project\":\"cinder\",\"service\":\"volume-api\"}";
    }

    /** AMQP 1.0, driver {@code messaging}. */
    static String amqp1(String spanId) {
        return OsloEnvelope.amqp1(
                "m-" + spanId, "vol-1", "profiler.volume-api", "2026-03-14 09:26:53.590101", payload(spanId));
    }

    /** AMQP 1.0, driver {@code messagingv2}: the notification as a text in the message. */
    static String amqp1v2(String spanId) {
        return new JsonWriter(JsonWriter.Style.COMPACT)
                .beginObject()
                .name("request")
                .beginObject()
                .field("oslo.version", "2.0")
                .field("oslo.message", rabbit(spanId))
                .endObject()
                .endObject()
                .toString();
    }

    /** The bare notification, as over RabbitMQ. */
    static String rabbit(String spanId) {
        return OsloEnvelope.rabbit(
                "m-" + spanId, "vol-1", "profiler.volume-api", "2026-03-14 09:26:53.590101", payload(spanId));
    }
}
