package org.osprofiler.report.page;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.osprofiler.report.CriticalPath;
import org.osprofiler.report.SpanLabel;
import org.osprofiler.report.SpanLabel.Alike;
import org.osprofiler.report.Trace;
import org.osprofiler.report.TraceSpan;
import org.osprofiler.wire.JsonWriter;
import org.osprofiler.wire.Notification;

/**
 * The spans of a trace in columns, row by row in depth-first order, as the page's script reads them (trace.js, infos.js).
 *
 * <p>One pass over the spans. What is packed waits in memory, some forty bytes a span: the script needs the columns before the
 * infos.
 */
final class PageData {

    /** Spans whose infos are packed together: so many are unpacked to show one of them. */
    private static final int INFO_ROWS = 2048;

    /** Siblings further apart than this are in the same order in whole milliseconds. */
    private static final long SAME_MILLISECOND = 2_000;

    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
    /** In the order in which the script can use them. */
    private static final List<String> COLUMNS = List.of(
            "flags",
            "depth",
            "start",
            "duration",
            "name",
            "service",
            "host",
            "project",
            "label",
            "pattern",
            "ids",
            "odd-ids",
            "root-parents",
            "critical",
            "reading");

    private static final List<String> TABLES =
            List.of("names", "services", "hosts", "projects", "labels", "shapes", "patterns");
    private static final byte[] NO_ID = new byte[16];

    private final Trace trace;
    private final CriticalPath critical;
    private final PayloadShape payloads;
    private final Map<String, Column> columns = new LinkedHashMap<>();
    private final Map<String, TextTable> tables = new LinkedHashMap<>();
    private final DataBlock infos = new DataBlock("infos");
    /** Siblings whose order in the report, which sorts by milliseconds, is not that of their rows. */
    private final Set<TraceSpan> otherwiseInReport = new HashSet<>();

    private int row;
    private int childDepth;
    private long lastStart;
    private int lastCritical;
    private int lastReading;

    PageData(Trace trace, CriticalPath critical) {
        this.trace = trace;
        this.critical = critical;
        this.payloads = new PayloadShape(trace.baseId());
        this.lastStart = trace.startedMicros();
        Deque<TraceSpan> open = new ArrayDeque<>();
        pushAll(trace.roots(), open);
        while (!open.isEmpty()) {
            TraceSpan span = open.pop();
            span(span, SpanFlags.of(trace, span));
            pushAll(span.children(), open);
        }
        for (TraceSpan span : trace.unreachable()) {
            span(span, SpanFlags.of(trace, span) & ~SpanFlags.ORPHAN | SpanFlags.LOOP);
        }
        packInfos();
    }

    private void pushAll(List<TraceSpan> siblings, Deque<TraceSpan> open) {
        for (int i = siblings.size() - 1; i >= 0; i--) {
            TraceSpan span = siblings.get(i);
            open.push(span);
            if (i > 0) {
                TraceSpan before = siblings.get(i - 1);
                if (before.readingIndex() > span.readingIndex()
                        && span.startedMicros() - before.startedMicros() < SAME_MILLISECOND) {
                    otherwiseInReport.addAll(siblings);
                }
            }
        }
    }

    private void span(TraceSpan span, int flags) {
        Alike alike = SpanLabel.alike(span);
        boolean usual = UUID.matcher(span.spanId()).matches();
        column("flags").octet(flags | (alike.statement() ? SpanFlags.STATEMENT : 0) | (usual ? 0 : SpanFlags.ODD_ID));
        column("depth").number(childDepth - span.depth());
        childDepth = span.depth() + 1;
        column("start").signed(span.startedMicros() - lastStart);
        lastStart = span.startedMicros();
        column("duration").signed(span.durationMicros());
        text("name", alike.name());
        text("service", span.service());
        text("host", span.host());
        text("project", span.project());
        text("label", alike.label());
        id(span, usual);
        if (span.depth() == 0) {
            column("root-parents").octets(TextTable.line(span.parentId()));
        }
        if (critical.contains(span)) {
            column("critical").number(row - lastCritical);
            column("critical").number(critical.micros(span));
            lastCritical = row;
        }
        if (otherwiseInReport.contains(span)) {
            column("reading").number(row - lastReading);
            column("reading").number(span.readingIndex());
            lastReading = row;
        }
        infos(span);
        row++;
    }

    private void id(TraceSpan span, boolean usual) {
        if (usual) {
            column("ids").octets(HexFormat.of().parseHex(span.spanId().replace("-", "")));
        } else {
            column("ids").octets(NO_ID);
            column("odd-ids").octets(TextTable.line(span.spanId()));
        }
    }

    private void infos(TraceSpan span) {
        if (row % INFO_ROWS == 0 && row > 0) {
            packInfos();
        }
        StringBuilder pattern = new StringBuilder(8);
        for (Notification notification : span.notifications()) {
            int shape = table("shapes").number(payloads.of(span, notification));
            pattern.append(pattern.isEmpty() ? "" : " ").append(shape);
        }
        column("pattern").number(table("patterns").number(pattern.toString()));
    }

    private void packInfos() {
        infos.line(payloads.values().toString());
        payloads.values().setLength(0);
    }

    private void text(String column, @Nullable String text) {
        column(column).number(table(column + "s").number(text == null ? "" : text));
    }

    private Column column(String name) {
        return columns.computeIfAbsent(name, anew -> new Column());
    }

    private TextTable table(String name) {
        return tables.computeIfAbsent(name, anew -> new TextTable());
    }

    /** What stands before the script: facts, columns and tables, a line each. */
    DataBlock columns() {
        DataBlock block = new DataBlock("columns").line("facts", DataBlock.pack(facts()));
        for (String name : COLUMNS) {
            block.line(name, column(name).packed());
        }
        for (String name : TABLES) {
            block.line(name, table(name).packed());
        }
        return block;
    }

    /** What stands behind the script: a line for each {@value #INFO_ROWS} spans. */
    DataBlock infos() {
        return infos;
    }

    private String facts() {
        JsonWriter facts = new JsonWriter(JsonWriter.Style.COMPACT)
                .beginObject()
                .field("spans", row)
                .field("baseId", trace.baseId())
                .field("startedUs", trace.startedMicros())
                .field("totalUs", trace.durationMicros())
                .field("infoRows", INFO_ROWS)
                .name("lastStartedUs");
        if (trace.lastStartedMicros().isPresent()) {
            facts.number(trace.lastStartedMicros().getAsLong() - trace.startedMicros());
        } else {
            facts.string(null);
        }
        return facts.endObject().toString();
    }
}
