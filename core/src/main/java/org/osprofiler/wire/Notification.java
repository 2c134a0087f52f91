package org.osprofiler.wire;

import java.util.Collections;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One start or stop of a span, as OSProfiler's drivers store it.
 *
 * <p>Source of the format: {@code osprofiler/profiler.py} (name, ids, timestamp, info) and
 * {@code osprofiler/drivers/messaging.py} (project, service). A false friend: the wire's {@code trace_id} is the id of the
 * <em>span</em>; the trace's id is {@code base_id}.
 *
 * @param name the span's name with {@code -start} or {@code -stop}
 * @param timestamp UTC, {@code 2026-03-14T09:26:53.589793}; kept as it came, it may be malformed
 * @param info what is known of the span; at least {@code host}; cannot be changed through this
 * @param payload the whole payload as it came, unknown fields included; what is stored and shown as raw; cannot be changed
 *     through this
 */
public record Notification(
        String name,
        String baseId,
        String spanId,
        String parentId,
        String timestamp,
        Map<String, @Nullable Object> info,
        @Nullable String project,
        @Nullable String service,
        Map<String, @Nullable Object> payload) {

    public static final String NAME = "name";
    public static final String BASE_ID = "base_id";
    public static final String SPAN_ID = "trace_id";
    public static final String PARENT_ID = "parent_id";
    public static final String TIMESTAMP = "timestamp";
    public static final String INFO = "info";
    public static final String PROJECT = "project";
    public static final String SERVICE = "service";
    public static final String HOST = "host";

    /** Characters of a span's name, and of a name in its info: stores take 1,024 with what stands behind it. */
    public static final int LONGEST_NAME = 1000;

    public static final String START = "-start";
    public static final String STOP = "-stop";

    /** Views, no copies: millions of these are read, and who made the maps has let go of them. */
    public Notification {
        info = unmodifiable(info);
        payload = unmodifiable(payload);
    }

    private static Map<String, @Nullable Object> unmodifiable(Map<String, @Nullable Object> map) {
        return map instanceof JsonObject ? map : Collections.unmodifiableMap(map);
    }

    /**
     * Reads a payload, or a whole notification that has it under {@code payload}.
     *
     * @throws MalformedNotificationException naming the field that is missing or no text
     */
    public static Notification of(@Nullable Object json) throws MalformedNotificationException {
        if (!(json instanceof Map<?, ?> map)) {
            throw new MalformedNotificationException("not a JSON object");
        }
        Map<?, ?> inner = !map.containsKey(BASE_ID) && map.get("payload") instanceof Map<?, ?> nested ? nested : map;
        @SuppressWarnings("unchecked") // JSON objects have text keys only
        Map<String, @Nullable Object> payload = (Map<String, @Nullable Object>) inner;
        return new Notification(
                text(payload, NAME),
                text(payload, BASE_ID),
                text(payload, SPAN_ID),
                text(payload, PARENT_ID),
                text(payload, TIMESTAMP),
                info(payload),
                optionalText(payload, PROJECT),
                optionalText(payload, SERVICE),
                payload);
    }

    /** One JSON text; otherwise as {@link #of(Object)}. */
    public static Notification parse(String json) throws MalformedNotificationException {
        return parse(json, JsonReader.forWire());
    }

    /** One JSON text, read by {@code reader}; otherwise as {@link #of(Object)}. */
    public static Notification parse(String json, JsonReader reader) throws MalformedNotificationException {
        try {
            return of(reader.read(json));
        } catch (MalformedJsonException e) {
            throw new MalformedNotificationException("no JSON: " + e.getMessage());
        }
    }

    /** Whether it is a stop, not a start. Python asks for the ending only, so that {@code fullstop} is a stop too. */
    public boolean isStop() {
        return name.endsWith("stop");
    }

    /** The name that the process gave the span, without {@code -start} or {@code -stop}. */
    public String spanName() {
        String suffix = name.endsWith(STOP) ? STOP : START;
        return name.endsWith(suffix) ? name.substring(0, name.length() - suffix.length()) : name;
    }

    /** The payload as JSON, as short as it gets. */
    public String toJson() {
        return JsonWriter.toText(payload, JsonWriter.Style.COMPACT);
    }

    private static String text(Map<String, @Nullable Object> payload, String field)
            throws MalformedNotificationException {
        Object value = payload.get(field);
        if (value instanceof String text) {
            return text;
        }
        throw new MalformedNotificationException(
                payload.containsKey(field) ? field + " is no text" : field + " is missing");
    }

    private static @Nullable String optionalText(Map<String, @Nullable Object> payload, String field) {
        return payload.get(field) instanceof String text ? text : null;
    }

    private static Map<String, @Nullable Object> info(Map<String, @Nullable Object> payload)
            throws MalformedNotificationException {
        if (payload.get(INFO) instanceof Map<?, ?> info) {
            @SuppressWarnings("unchecked") // JSON objects have text keys only
            Map<String, @Nullable Object> typed = (Map<String, @Nullable Object>) info;
            return typed;
        }
        throw new MalformedNotificationException(
                payload.containsKey(INFO) ? INFO + " is no JSON object" : INFO + " is missing");
    }
}
