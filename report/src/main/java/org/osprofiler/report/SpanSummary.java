package org.osprofiler.report;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osprofiler.wire.Notification;

/**
 * What a span did, in one line: the request, the SQL statement, the function. Safe to look at, see {@link Printable}; not
 * escaped for HTML.
 */
public final class SpanSummary {

    private SpanSummary() {}

    /** {@code GET /v3/volumes?limit=1 → 200}, {@code SELECT …}, {@code cinder.volume.create(5)}; empty when nothing is known. */
    public static String of(TraceSpan span) {
        Map<String, @Nullable Object> info = span.startInfo();
        String summary = "";
        if (info.get("request") instanceof Map<?, ?> request) {
            summary = request(request, span.stopInfo());
        } else if (info.get("db") instanceof Map<?, ?> db) {
            summary = text(db.get("statement"));
        } else if (info.get("function") instanceof Map<?, ?> function) {
            summary = text(function.get("name")) + arguments(text(function.get("args")));
        } else {
            summary = firstText(info);
        }
        return Printable.of(summary.replaceAll("\\s+", " ").strip());
    }

    private static String request(Map<?, ?> request, Map<String, @Nullable Object> stopInfo) {
        String query = text(request.get("query"));
        String target = text(request.get("path")) + (query.isEmpty() ? "" : "?" + query);
        String status = stopInfo.get("response") instanceof Map<?, ?> response ? text(response.get("status")) : "";
        return text(request.get("method")) + " " + target + (status.isEmpty() ? "" : " → " + status);
    }

    /** Python sends {@code (1, 2)}; others may send bare ones. */
    private static String arguments(String args) {
        return args.isEmpty() || args.startsWith("(") ? args : "(" + args + ")";
    }

    private static String firstText(Map<String, @Nullable Object> info) {
        for (Map.Entry<String, @Nullable Object> field : info.entrySet()) {
            if (field.getValue() instanceof String text && !field.getKey().equals(Notification.HOST)) {
                return field.getKey() + ": " + text;
            }
        }
        return "";
    }

    private static String text(@Nullable Object value) {
        return value instanceof String || value instanceof Number ? value.toString() : "";
    }
}
