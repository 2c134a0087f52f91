package org.osprofiler.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osprofiler.wire.JsonWriter;

/**
 * A trace as OpenTelemetry's JSON, one export request: what an OTLP endpoint takes on {@code /v1/traces}, and what most trace
 * viewers open.
 *
 * <p>Ids, the service's name, span names, kinds and attributes are those that OSProfiler's own OTLP driver gives, so that spans
 * of both fit together; as there, a root has the parent that its notification names. Source: {@code osprofiler/drivers/otlp.py}
 * (OSProfiler 4). Other than there: names are not bitten off by {@code rstrip("-start")}; a span without a stop is written too,
 * with no duration and the attribute {@code osprofiler.unfinished}; a stop before the start counts as no duration; times are
 * those of the notifications; an error sets the status too, and its event is OpenTelemetry's {@code exception}.
 */
public final class OtlpJson {

    /** OpenTelemetry's numbers. */
    private static final int INTERNAL = 1;

    private static final int SERVER = 2;
    private static final int CLIENT = 3;
    private static final int STATUS_ERROR = 2;

    private final OtlpIds ids;
    private final String traceId;
    private final JsonWriter json;

    private OtlpJson(Trace trace, JsonWriter json) {
        this.ids = new OtlpIds(trace);
        this.traceId = OtlpIds.ofTrace(String.valueOf(trace.baseId()));
        this.json = json;
    }

    /**
     * Writes a trace.
     *
     * @throws IOException when {@code out} fails
     */
    public static void write(Trace trace, Appendable out) throws IOException {
        try {
            JsonWriter json = new JsonWriter(JsonWriter.Style.COMPACT, out);
            new OtlpJson(trace, json).write(trace);
            json.flush();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private record Resource(
            @Nullable String project, @Nullable String service) {
        String name() {
            return project == null ? String.valueOf(service) : project + "-" + service;
        }
    }

    private void write(Trace trace) {
        Map<Resource, List<TraceSpan>> resources = new LinkedHashMap<>();
        for (TraceSpan span : trace.spans()) {
            resources
                    .computeIfAbsent(new Resource(span.project(), span.service()), resource -> new ArrayList<>())
                    .add(span);
        }
        json.beginObject().name("resourceSpans").beginArray();
        resources.forEach(this::resource);
        json.endArray().endObject();
    }

    private void resource(Resource resource, List<TraceSpan> spans) {
        json.beginObject().name("resource").beginObject();
        attributes(Map.of("service.name", resource.name()));
        json.endObject().name("scopeSpans").beginArray().beginObject();
        json.name("scope").beginObject().field("name", "osprofiler").endObject();
        json.name("spans").beginArray();
        spans.forEach(this::span);
        json.endArray().endObject().endArray().endObject();
    }

    private void span(TraceSpan span) {
        String start = nanos(span.startedMicros());
        String end = nanos(Math.max(span.startedMicros(), span.finishedMicros()));
        json.beginObject()
                .field("traceId", traceId)
                .field("spanId", ids.ofSpan(span.spanId()))
                .field("parentSpanId", ids.ofSpan(span.parentId()))
                .field("name", name(span))
                .field("kind", kind(span.fullName()))
                .field("startTimeUnixNano", start)
                .field("endTimeUnixNano", end);
        attributes(attributesOf(span));
        SpanError error = span.error();
        if (error != null) {
            exception(error, end);
        }
        json.endObject();
    }

    private static Map<String, Object> attributesOf(TraceSpan span) {
        Map<String, Object> attributes = SpanAttributes.of(span);
        attributes.put("osprofiler.trace_id", span.spanId());
        attributes.put("osprofiler.parent_id", span.parentId());
        if (TraceFacts.isUnfinished(span)) {
            attributes.put("osprofiler.unfinished", span.hasStop() ? "no start" : "no stop");
        }
        return attributes;
    }

    private void exception(SpanError error, String at) {
        json.name("events").beginArray().beginObject();
        json.field("timeUnixNano", at).field("name", "exception");
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put("exception.type", error.type());
        if (error.message() != null) {
            attributes.put("exception.message", error.message());
        }
        attributes(attributes);
        json.endObject().endArray();
        json.name("status").beginObject();
        json.field("code", STATUS_ERROR).field("message", error.text()).endObject();
    }

    private static String name(TraceSpan span) {
        Map<String, @Nullable Object> info = span.startInfo();
        if (info.get("request") instanceof Map<?, ?> request && !request.isEmpty()) {
            return "WSGI_" + text(request.get("method")) + "_" + text(request.get("path"));
        }
        if (info.get("db") instanceof Map<?, ?> db && !db.isEmpty()) {
            String statement = text(db.get("statement"));
            int space = statement.indexOf(' ');
            return "SQL_" + (space < 0 ? statement : statement.substring(0, space)).toUpperCase(Locale.ROOT);
        }
        if (info.get("requests") instanceof Map<?, ?> request && !request.isEmpty()) {
            return "REQUESTS_" + text(request.get("method")) + "_" + text(request.get("hostname"));
        }
        return span.fullName();
    }

    private static String text(@Nullable Object value) {
        return value instanceof String text ? text : "";
    }

    private static int kind(String name) {
        if (name.contains("wsgi")) {
            return SERVER;
        }
        return name.contains("db") || name.contains("http") || name.contains("api") ? CLIENT : INTERNAL;
    }

    /** A text, as all 64-bit numbers in this JSON: beyond the year 2262 a long would not hold it. */
    private static String nanos(long micros) {
        return micros <= 0 ? "0" : micros + "000";
    }

    private void attributes(Map<String, Object> attributes) {
        json.name("attributes").beginArray();
        attributes.forEach((name, value) -> {
            json.beginObject().field("key", name).name("value").beginObject();
            value(value);
            json.endObject().endObject();
        });
        json.endArray();
    }

    private void value(Object value) {
        if (value instanceof Long number) {
            json.field("intValue", number.toString());
        } else if (value instanceof Boolean bool) {
            json.name("boolValue").bool(bool);
        } else if (value instanceof Double number) {
            json.name("doubleValue").value(number);
        } else {
            json.field("stringValue", value.toString());
        }
    }
}
