package org.osprofiler.report;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osprofiler.wire.JsonWriter;

/**
 * The exception that ended a span.
 *
 * @param type its class, wire name etype
 * @param message its message; null where none was sent
 */
public record SpanError(String type, @Nullable String message) {

    private static final String ETYPE = "etype";
    private static final String MESSAGE = "message";

    static @Nullable SpanError of(Map<String, @Nullable Object> stopInfo) {
        Object type = stopInfo.get(ETYPE);
        return type == null ? null : new SpanError(text(type), textOrNull(stopInfo.get(MESSAGE)));
    }

    private static @Nullable String textOrNull(@Nullable Object value) {
        return value == null ? null : text(value);
    }

    private static String text(Object value) {
        return value instanceof String text ? text : JsonWriter.toText(value, JsonWriter.Style.PYTHON);
    }

    /** {@code ValueError: no such volume}. */
    public String text() {
        return message == null || message.isEmpty() ? type : type + ": " + message;
    }
}
