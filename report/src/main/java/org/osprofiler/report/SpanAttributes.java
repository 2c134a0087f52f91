package org.osprofiler.report;

import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osprofiler.wire.JsonWriter;
import org.osprofiler.wire.Notification;

/**
 * All that a span's infos tell, as the flat attributes that other tracers have. What Python's OTLP driver knows has the
 * driver's names ({@code db.statement}, {@code http.path}, {@code args}, {@code result}); everything else those of its fields.
 *
 * <p>Source: {@code osprofiler/drivers/otlp.py} (OSProfiler 4), {@code create_span_tags} and {@code notify}.
 */
final class SpanAttributes {

    private final Map<String, Object> attributes = new LinkedHashMap<>();

    private SpanAttributes() {}

    /** By name: text, a Boolean, a Long or a Double; structures and everything else as JSON text. */
    static Map<String, Object> of(TraceSpan span) {
        SpanAttributes of = new SpanAttributes();
        of.addAll(span.startInfo());
        of.addAll(span.stopInfo());
        if (span.error() != null) {
            of.add("error", true);
        }
        return of.attributes;
    }

    private void addAll(Map<String, @Nullable Object> info) {
        info.forEach((key, value) -> {
            if (value instanceof Map<?, ?> fields) {
                fields.forEach((field, inner) -> add(name(key, String.valueOf(field)), inner));
            } else {
                add(key.equals(Notification.HOST) ? "host.name" : key, value);
            }
        });
    }

    private static String name(String key, String field) {
        return switch (key + "." + field) {
            case "function.args", "function.kwargs", "function.name", "function.result" -> field;
            case "db.result", "requests.status_code" -> field;
            case "response.status" -> "http.status_code";
            default -> (key.equals("request") || key.equals("requests") ? "http" : key) + "." + field;
        };
    }

    private void add(String name, @Nullable Object value) {
        if (value != null) {
            attributes.put(name, simple(value));
        }
    }

    private static Object simple(Object value) {
        boolean simple = value instanceof String
                || value instanceof Boolean
                || value instanceof Long
                || value instanceof Double number && Double.isFinite(number);
        if (simple) {
            return value;
        }
        return value instanceof BigInteger ? value.toString() : JsonWriter.toText(value, JsonWriter.Style.PYTHON);
    }
}
