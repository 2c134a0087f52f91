package org.osprofiler.report;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.osprofiler.wire.Notification;

/**
 * What a span did, in one line: the request, the SQL statement, the function. Safe to look at, see {@link Printable}; not
 * escaped for HTML.
 */
final class SpanSummary {

    private static final String SELECT = "SELECT ";

    private SpanSummary() {}

    /** {@code GET /v3/volumes?limit=1 → 200}, {@code SELECT …}, {@code cinder.volume.create(5)}; empty when nothing is known. */
    static String of(TraceSpan span) {
        Map<String, @Nullable Object> info = span.startInfo();
        String summary = "";
        if (info.get("request") instanceof Map<?, ?> request) {
            summary = request(request, span.stopInfo());
        } else if (info.get("requests") instanceof Map<?, ?> request) {
            summary = request(request, span.stopInfo());
        } else if (info.get("db") instanceof Map<?, ?> db) {
            summary = text(db.get("statement"));
        } else if (info.get("function") instanceof Map<?, ?> function) {
            summary = function(span.name(), function);
        } else {
            summary = firstText(info);
        }
        return oneLine(summary);
    }

    /** Any text as one line that is safe to look at. */
    static String oneLine(String text) {
        return Printable.of(text.replaceAll("\\s+", " ").strip());
    }

    /** A query whose list of columns is left out, as it is long and tells less than the tables; any other text as it is. */
    static String withoutColumns(String summary) {
        int select = summary.indexOf(SELECT);
        int from = select < 0 ? -1 : summary.indexOf(" FROM ", select);
        return from < 0 ? summary : summary.substring(0, select + SELECT.length()) + "…" + summary.substring(from);
    }

    private static String request(Map<?, ?> request, Map<String, @Nullable Object> stopInfo) {
        String query = text(request.get("query"));
        String target = text(request.get("path")) + (query.isEmpty() ? "" : "?" + query);
        String status = stopInfo.get("response") instanceof Map<?, ?> response ? text(response.get("status")) : "";
        return text(request.get("method")) + " " + server(request) + target + (status.isEmpty() ? "" : " → " + status);
    }

    /** Of a request that a client sent; the service itself does not tell where it is. */
    private static String server(Map<?, ?> request) {
        String port = text(request.get("port"));
        return text(request.get("hostname")) + (port.isEmpty() ? "" : ":" + port);
    }

    /** The full name, unless the span is named after the function, and the arguments. */
    private static String function(String spanName, Map<?, ?> function) {
        String name = text(function.get("name"));
        String arguments = Stream.of(function.get("args"), function.get("kwargs"))
                .map(SpanSummary::text)
                .map(SpanSummary::withoutBrackets)
                .filter(some -> !some.isEmpty())
                .collect(Collectors.joining(", "));
        boolean repeats = name.equals(spanName) || name.endsWith("." + spanName);
        boolean known = function.containsKey("args") || function.containsKey("kwargs");
        return (repeats ? "" : name) + (known && !(repeats && arguments.isEmpty()) ? "(" + arguments + ")" : "");
    }

    /** {@code args} come as {@code (1, 2)}, {@code kwargs} as <code>{'a': 1}</code>. */
    private static String withoutBrackets(String arguments) {
        int last = arguments.length() - 1;
        boolean bracketed = last > 0
                && (arguments.charAt(0) == '(' && arguments.charAt(last) == ')'
                        || arguments.charAt(0) == '{' && arguments.charAt(last) == '}');
        return bracketed ? arguments.substring(1, last) : arguments;
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
