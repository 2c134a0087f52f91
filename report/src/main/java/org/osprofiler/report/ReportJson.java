package org.osprofiler.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.osprofiler.wire.JsonWriter;
import org.osprofiler.wire.Notification;

/**
 * A trace as {@code osprofiler trace show --json} of Python prints it, to the byte: ASCII, two spaces of indent, keys in
 * Python's order. Nothing follows the last brace; Python's command prints a line end behind it, and {@code --out} does not.
 */
public final class ReportJson {

    private static final String INFO = "info";
    private static final String CHILDREN = "children";

    private final PythonReport report;
    private final JsonWriter json;

    private ReportJson(PythonReport report, JsonWriter json) {
        this.report = report;
        this.json = json;
    }

    /**
     * Writes a trace.
     *
     * @throws IOException when {@code out} fails
     */
    public static void write(Trace trace, Appendable out) throws IOException {
        try {
            JsonWriter json = new JsonWriter(JsonWriter.Style.REPORT, out);
            new ReportJson(new PythonReport(trace), json).write(trace);
            json.flush();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /**
     * Writes a report that was read from a file, as it is: Python's command does the same, whatever else is in it.
     *
     * @param report {@link NotificationFile#report()}
     * @throws IOException when {@code out} fails
     */
    public static void writeTree(Object report, Appendable out) throws IOException {
        try {
            JsonWriter json = new JsonWriter(JsonWriter.Style.REPORT, out);
            json.value(report).flush();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private void write(Trace trace) {
        json.beginObject()
                .name(INFO)
                .beginObject()
                .field(Notification.NAME, "total")
                .field(PythonReport.STARTED, 0);
        millis(PythonReport.FINISHED, !trace.spans().isEmpty(), trace.finishedMicros());
        millis(
                "last_trace_started",
                trace.lastStartedMicros().isPresent(),
                trace.lastStartedMicros().orElse(0));
        json.endObject();
        children(trace.roots());
        stats(trace);
        json.endObject();
    }

    private void millis(String field, boolean known, long micros) {
        json.name(field);
        if (known) {
            json.number(report.millis(micros));
        } else {
            json.value(null);
        }
    }

    private void children(List<TraceSpan> roots) {
        Deque<Iterator<TraceSpan>> open = new ArrayDeque<>();
        json.name(CHILDREN).beginArray();
        open.push(report.sorted(roots).iterator());
        while (true) {
            Iterator<TraceSpan> siblings = open.element();
            if (siblings.hasNext()) {
                TraceSpan span = siblings.next();
                json.beginObject().name(INFO);
                report.writeInfo(span, json);
                json.field(Notification.SPAN_ID, span.spanId())
                        .field(Notification.PARENT_ID, span.parentId())
                        .name(CHILDREN)
                        .beginArray();
                open.push(report.sorted(span.children()).iterator());
            } else {
                json.endArray();
                open.pop();
                if (open.isEmpty()) {
                    return;
                }
                json.endObject();
            }
        }
    }

    /** Count and total duration by name; spans in a cycle count too, as in Python. */
    private void stats(Trace trace) {
        Map<String, long[]> stats = new LinkedHashMap<>();
        for (TraceSpan span : trace.spans()) {
            long[] countAndDuration = stats.computeIfAbsent(span.name(), name -> new long[2]);
            countAndDuration[0]++;
            countAndDuration[1] += report.finished(span) - report.started(span);
        }
        json.name("stats").beginObject();
        for (Map.Entry<String, long[]> stat : stats.entrySet()) {
            long[] countAndDuration = stat.getValue();
            json.name(stat.getKey())
                    .beginObject()
                    .field("count", countAndDuration[0])
                    .field("duration", countAndDuration[1])
                    .endObject();
        }
        json.endObject();
    }
}
