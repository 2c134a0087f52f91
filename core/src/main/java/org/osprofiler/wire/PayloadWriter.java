package org.osprofiler.wire;

import java.util.function.Consumer;

/**
 * Writes the payload of a notification: the one place that knows its fields and their order.
 *
 * <p>Source: {@code osprofiler/profiler.py} ({@code _notify}) and {@code osprofiler/drivers/messaging.py}.
 *
 * @param host goes into {@code info.host}, replacing what stood there
 */
public record PayloadWriter(String host, String project, String service) {

    /**
     * One payload, as JSON.
     *
     * @param name the span's name with {@link Notification#START} or {@link Notification#STOP}
     * @param epochMicros when it happened
     * @param info writes the fields of {@code info}, without {@code host}
     */
    public String write(
            String name, String baseId, String spanId, String parentId, long epochMicros, Consumer<JsonWriter> info) {
        JsonWriter json = new JsonWriter(JsonWriter.Style.COMPACT);
        StringBuilder timestamp = new StringBuilder(26);
        Timestamp.append(timestamp, epochMicros);
        json.beginObject()
                .field(Notification.NAME, name)
                .field(Notification.BASE_ID, baseId)
                .field(Notification.SPAN_ID, spanId)
                .field(Notification.PARENT_ID, parentId)
                .field(Notification.TIMESTAMP, timestamp.toString())
                .name(Notification.INFO)
                .beginObject();
        info.accept(json);
        json.field(Notification.HOST, host)
                .endObject()
                .field(Notification.PROJECT, project)
                .field(Notification.SERVICE, service);
        return json.endObject().toString();
    }
}
