package org.osprofiler.report.page;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.osprofiler.report.CriticalPath;
import org.osprofiler.report.RowOrder;
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

    /**
     * Rows whose ids come before the script, more than anybody sees at first. Ids are most of what cannot be packed: all of them
     * would keep the first rows of a large page waiting.
     */
    private static final int FIRST_IDS = 16_384;

    /** Siblings further apart than this are in the same order in whole milliseconds. */
    private static final long SAME_MILLISECOND = 2_000;

    private static final byte[] NO_ID = new byte[SpanId.OCTETS];

    private final Trace trace;
    private final CriticalPath criticalPath;

    private final Column flags = new Column();
    private final Column depth = new Column();
    private final Column start = new Column();
    private final Column duration = new Column();
    private final TextColumn names = new TextColumn();
    private final TextColumn services = new TextColumn();
    private final TextColumn hosts = new TextColumn();
    private final TextColumn projects = new TextColumn();
    private final TextColumn labels = new TextColumn();
    private final TextColumn patterns = new TextColumn();
    private final Column firstIds = new Column();
    private final Column otherIds = new Column();
    private final Column oddIds = new Column();
    private final Column rootParents = new Column();
    private final Column critical = new Column();
    private final Column reading = new Column();
    private final PayloadShapes payloads;
    private final DataBlock infos = new DataBlock("infos");

    /** Siblings whose order in the report, which sorts by milliseconds, is not that of their rows. */
    private final Set<TraceSpan> otherwiseInReport = new HashSet<>();

    private int row;
    private int childDepth;
    private long lastStart;
    private int lastCritical;
    private int lastReading;

    PageData(Trace trace, CriticalPath criticalPath) {
        this.trace = trace;
        this.criticalPath = criticalPath;
        this.payloads = new PayloadShapes(trace.baseId());
        this.lastStart = trace.startedMicros();
        noteOrder(trace.roots());
        RowOrder.visit(trace, (span, place) -> {
            noteOrder(span.children()); // before their rows
            span(span, SpanFlags.of(trace, span));
        });
        for (TraceSpan span : trace.unreachable()) {
            span(span, SpanFlags.of(trace, span) & ~SpanFlags.ORPHAN | SpanFlags.LOOP);
        }
        packInfos();
    }

    private void noteOrder(List<TraceSpan> siblings) {
        for (int i = 1; i < siblings.size(); i++) {
            TraceSpan before = siblings.get(i - 1);
            TraceSpan span = siblings.get(i);
            if (before.readingIndex() > span.readingIndex()
                    && span.startedMicros() - before.startedMicros() < SAME_MILLISECOND) {
                otherwiseInReport.addAll(siblings);
                return;
            }
        }
    }

    private void span(TraceSpan span, int flagsSoFar) {
        Alike alike = SpanLabel.alike(span);
        byte[] id = SpanId.octets(span.spanId());
        flags.octet(flagsSoFar | (alike.statement() ? SpanFlags.STATEMENT : 0) | (id == null ? SpanFlags.ODD_ID : 0));
        depth.number(childDepth - span.depth());
        childDepth = span.depth() + 1;
        start.signed(span.startedMicros() - lastStart);
        lastStart = span.startedMicros();
        duration.signed(span.durationMicros());
        names.add(alike.name());
        services.add(span.service());
        hosts.add(span.host());
        projects.add(span.project());
        labels.add(alike.label());
        (row < FIRST_IDS ? firstIds : otherIds).octets(id == null ? NO_ID : id);
        if (id == null) {
            oddIds.line(span.spanId());
        }
        if (span.depth() == 0) {
            rootParents.line(span.parentId());
        }
        if (criticalPath.contains(span)) {
            critical.number(row - lastCritical);
            critical.number(criticalPath.micros(span));
            lastCritical = row;
        }
        if (otherwiseInReport.contains(span)) {
            reading.number(row - lastReading);
            reading.number(span.readingIndex());
            lastReading = row;
        }
        infos(span);
        row++;
    }

    private void infos(TraceSpan span) {
        if (row % INFO_ROWS == 0 && row > 0) {
            packInfos();
        }
        StringBuilder pattern = new StringBuilder(8);
        for (Notification notification : span.notifications()) {
            int shape = payloads.number(span, notification);
            pattern.append(pattern.isEmpty() ? "" : " ").append(shape);
        }
        patterns.add(pattern.toString());
    }

    private void packInfos() {
        infos.line(payloads.packedValues());
    }

    /** What stands before the script: facts, columns and tables, a line each, in the order in which the script can use them. */
    DataBlock columns() {
        return new DataBlock("columns")
                .line("facts", DataBlock.pack(facts()))
                .line("flags", flags.packed())
                .line("depth", depth.packed())
                .line("start", start.packed())
                .line("duration", duration.packed())
                .line("name", names.packedNumbers())
                .line("service", services.packedNumbers())
                .line("host", hosts.packedNumbers())
                .line("project", projects.packedNumbers())
                .line("label", labels.packedNumbers())
                .line("pattern", patterns.packedNumbers())
                .line("ids", firstIds.packed())
                .line("odd-ids", oddIds.packed())
                .line("root-parents", rootParents.packed())
                .line("critical", critical.packed())
                .line("reading", reading.packed())
                .line("names", names.packedTexts())
                .line("services", services.packedTexts())
                .line("hosts", hosts.packedTexts())
                .line("projects", projects.packedTexts())
                .line("labels", labels.packedTexts())
                .line("shapes", payloads.packedShapes())
                .line("patterns", patterns.packedTexts());
    }

    /** What stands behind the script first: a line with the ids of the rows whose are not among the columns. */
    DataBlock ids() {
        return new DataBlock("ids").line(otherIds.packed());
    }

    /** What stands behind the script last: a line for each {@value #INFO_ROWS} spans. */
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
