package org.osprofiler.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osprofiler.wire.JsonWriter;
import org.osprofiler.wire.Notification;

/**
 * A trace in the event format of Chrome's tracing, which Perfetto, Speedscope and the browser's own profiler open: a process
 * for each service, and an event of type {@code X} for each finished span, in microseconds from the trace's start; a stop before
 * the start counts as no duration. Spans side by side stand on several threads, as events of one thread must nest.
 */
public final class ChromeTrace {

    /** What a viewer can show of a name. */
    private static final int NAME_LENGTH = 160;

    private static final long EXACT_IN_FLOATING_POINT = 1L << 53;
    private static final int NO_TRACK = -1;

    private final Trace trace;
    private final JsonWriter json;
    /** By {@link TraceSpan#readingIndex()}. */
    private final @Nullable TraceSpan[] parents;
    /** By {@link TraceSpan#readingIndex()}. */
    private final int[] tracks;

    private ChromeTrace(Trace trace, JsonWriter json) {
        this.trace = trace;
        this.json = json;
        this.parents = new TraceSpan[trace.spans().size()];
        this.tracks = new int[trace.spans().size()];
        Arrays.fill(tracks, NO_TRACK);
        for (TraceSpan span : trace.spans()) {
            for (TraceSpan child : span.children()) {
                parents[child.readingIndex()] = span;
            }
        }
    }

    /**
     * Writes a trace.
     *
     * @throws IOException when {@code out} fails
     */
    public static void write(Trace trace, Appendable out) throws IOException {
        try {
            JsonWriter json = new JsonWriter(JsonWriter.Style.COMPACT, out);
            new ChromeTrace(trace, json).write();
            json.flush();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private void write() {
        Map<String, List<TraceSpan>> services = new LinkedHashMap<>();
        int unfinished = 0;
        for (TraceSpan span : trace.spans()) {
            if (TraceFacts.isUnfinished(span)) {
                unfinished++;
            } else {
                services.computeIfAbsent(service(span), service -> new ArrayList<>())
                        .add(span);
            }
        }
        json.beginObject().name("traceEvents").beginArray();
        int process = 0;
        for (Map.Entry<String, List<TraceSpan>> service : services.entrySet()) {
            process(++process, service.getKey(), service.getValue());
        }
        json.endArray().field("displayTimeUnit", "ms").name("otherData").beginObject();
        json.field("base_id", trace.baseId()).field("unfinished_left_out", unfinished);
        json.endObject().endObject();
    }

    private static String service(TraceSpan span) {
        return String.valueOf(span.service());
    }

    private void process(int process, String service, List<TraceSpan> spans) {
        name("process_name", process, 0, service);
        spans.sort(ChromeTracks.ORDER);
        ChromeTracks placing = new ChromeTracks();
        for (TraceSpan span : spans) {
            int index = span.readingIndex();
            TraceSpan parent = parents[index];
            boolean ofService = parent != null && service(parent).equals(service);
            tracks[index] = placing.place(span, parent, ofService ? tracks[parent.readingIndex()] : NO_TRACK);
            event(process, tracks[index] + 1, span);
        }
        for (int track = 1; track <= placing.count(); track++) {
            name("thread_name", process, track, "track " + track);
        }
    }

    private void name(String what, int process, int thread, String name) {
        begin(what, "M", process, thread);
        json.name("args").beginObject().field(Notification.NAME, name).endObject();
        json.endObject();
    }

    private void begin(String name, String type, int process, int thread) {
        json.beginObject()
                .field("name", name)
                .field("ph", type)
                .field("pid", process)
                .field("tid", thread);
    }

    private void event(int process, int thread, TraceSpan span) {
        begin(Printable.cut(SpanLabel.alike(span).text(), NAME_LENGTH), "X", process, thread);
        json.field("cat", span.fullName())
                .field("ts", span.startedMicros() - trace.startedMicros())
                .field("dur", ChromeTracks.end(span) - span.startedMicros())
                .name("args")
                .beginObject()
                .field(Notification.SPAN_ID, span.spanId())
                .field(Notification.PARENT_ID, span.parentId())
                .field(Notification.PROJECT, span.project())
                .name("info")
                .beginObject();
        SpanAttributes.of(span).forEach((name, value) -> json.name(name).value(exact(value)));
        json.endObject().endObject().endObject();
    }

    /** Viewers read all numbers as floating point. */
    private static Object exact(Object value) {
        return value instanceof Long number && Math.abs(number) > EXACT_IN_FLOATING_POINT ? number.toString() : value;
    }
}
