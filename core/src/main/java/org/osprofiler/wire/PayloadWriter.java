package org.osprofiler.wire;

import java.util.function.Consumer;

/**
 * Writes the payload of a notification: the one place that knows its fields and their order. Not thread safe: it writes one
 * after the other into the same memory.
 *
 * <p>Source: {@code osprofiler/profiler.py} ({@code _notify}) and {@code osprofiler/drivers/messaging.py}.
 */
public final class PayloadWriter {

    private final String host;
    private final String project;
    private final String service;
    private final JsonWriter json = new JsonWriter(JsonWriter.Style.COMPACT);
    private final StringBuilder timestamp = new StringBuilder(28);

    /**
     * @param host goes into {@code info.host}; the caller writes no field of that name
     */
    public PayloadWriter(String host, String project, String service) {
        this.host = host;
        this.project = project;
        this.service = service;
    }

    /**
     * One payload, as JSON.
     *
     * @param name the span's name with {@link Notification#START} or {@link Notification#STOP}
     * @param epochMicros when it happened
     * @param info writes the fields of {@code info}, without {@code host}
     */
    public String write(
            String name, String baseId, String spanId, String parentId, long epochMicros, Consumer<JsonWriter> info) {
        timestamp.setLength(0);
        timestamp.append('"');
        Timestamp.append(timestamp, epochMicros);
        timestamp.append('"');
        json.clear();
        json.beginObject()
                .field(Notification.NAME, name)
                .field(Notification.BASE_ID, baseId)
                .field(Notification.SPAN_ID, spanId)
                .field(Notification.PARENT_ID, parentId)
                .name(Notification.TIMESTAMP)
                .raw(timestamp)
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
