package org.osprofiler.report;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.osprofiler.report.TextLine.Look;

/**
 * A trace as text for a terminal: what a person asks first, then the tree with duration, self time and share of the whole;
 * alike siblings are one line, errors and the critical path are marked. Each line ends with a line end and has at most the
 * terminal's width.
 *
 * <p>Below the line of alike siblings stands what is below the longest of them.
 */
public final class TextTree {

    static final int NUMBER = 9;
    static final int SHARE = 9;
    private static final int COLUMNS_BEFORE_THE_TREE = NUMBER + 1 + NUMBER + SHARE + 3;
    private static final int INDENT = 2;

    private static final String ON_CRITICAL_PATH = "*";

    private final Trace trace;
    private final CriticalPath path;
    private final ErrorsWithin errors;
    private final Terminal terminal;
    private final Appendable out;
    /** Levels that are drawn; deeper ones show their depth, or 100,000 levels would make a text of gigabytes. */
    private final int drawnLevels;

    private TextTree(Trace trace, CriticalPath path, Terminal terminal, Appendable out) {
        this.trace = trace;
        this.path = path;
        this.errors = new ErrorsWithin(trace);
        this.terminal = terminal;
        this.out = out;
        this.drawnLevels = (terminal.width() - COLUMNS_BEFORE_THE_TREE) / 2 / INDENT;
    }

    /**
     * Writes a trace.
     *
     * @throws IOException when {@code out} fails
     */
    public static void write(Trace trace, Appendable out, Terminal terminal) throws IOException {
        if (trace.spans().isEmpty()) {
            new TextLine(terminal).add("Empty trace").end(out);
            return;
        }
        CriticalPath path = CriticalPath.of(trace);
        new TextHead(trace, path, terminal, out).write();
        new TextTree(trace, path, terminal, out).spans();
    }

    /** Siblings that are being written. */
    private record Open(
            Iterator<SiblingGroup> groups,
            String indent,
            @Nullable TraceSpan parent) {}

    private void spans() throws IOException {
        new TextLine(terminal)
                .addRight(NUMBER, "total")
                .addRight(NUMBER + 1, "self")
                .addRight(SHARE, "share")
                .add("   span")
                .add(path.root() == null ? "" : "   (" + ON_CRITICAL_PATH + " critical path)")
                .end(out);
        Deque<Open> open = new ArrayDeque<>();
        open.push(new Open(SiblingGroup.of(trace.roots()).iterator(), "", null));
        while (!open.isEmpty()) {
            Open siblings = open.element();
            if (!siblings.groups.hasNext()) {
                open.pop();
                continue;
            }
            SiblingGroup group = siblings.groups.next();
            boolean last = !siblings.groups.hasNext();
            span(group, siblings, last);
            TraceSpan shown = group.longest();
            if (!shown.children().isEmpty()) {
                String indent = indentBelow(siblings, shown, last);
                open.push(new Open(SiblingGroup.of(shown.children()).iterator(), indent, shown));
            }
        }
    }

    private String indentBelow(Open siblings, TraceSpan span, boolean last) {
        if (span.depth() == 0 || span.depth() > drawnLevels) {
            return siblings.indent;
        }
        return siblings.indent + (last ? "  " : "│ ");
    }

    private void span(SiblingGroup group, Open siblings, boolean last) throws IOException {
        TraceSpan span = group.first();
        boolean critical = group.spans().stream().anyMatch(path::contains);
        boolean timed = group.isFolded() || !TraceFacts.isUnfinished(span);
        long micros = group.isFolded() ? group.totalMicros() : span.durationMicros();
        TextLine line = new TextLine(terminal)
                .addRight(NUMBER, timed ? DurationText.of(micros) : "?")
                .addRight(NUMBER + 1, timed ? DurationText.of(group.selfMicros()) : "")
                .addRight(SHARE, timed ? ShareText.of(Math.max(0, micros), trace.durationMicros()) : "")
                .add(" ")
                .add(Look.CRITICAL, critical ? ON_CRITICAL_PATH : " ")
                .add(" ")
                .add(Look.DIM, siblings.indent + branch(span, last));
        if (span.depth() > drawnLevels) {
            line.add(Look.DIM, "(level " + (span.depth() + 1) + ") ");
        }
        line.add(critical ? Look.STRONG : Look.PLAIN, span.fullName());
        if (group.isFolded()) {
            line.add(" ×" + group.spans().size());
        }
        TraceSpan parent = siblings.parent;
        if (span.service() != null && (parent == null || !Objects.equals(parent.service(), span.service()))) {
            line.add("  ").add(Look.DIM, span.service());
        }
        if (group.isFolded()) {
            folded(line, group);
        } else {
            single(line, span);
        }
        line.end(out);
    }

    private static String branch(TraceSpan span, boolean last) {
        if (span.depth() == 0) {
            return "";
        }
        return last ? "└ " : "├ ";
    }

    private void single(TextLine line, TraceSpan span) {
        for (String note : SpanNotes.of(trace, span)) {
            line.add("  (" + note + ")");
        }
        SpanError error = span.error();
        if (error != null) { // of a span without its start it is told, and does not count
            boolean counts = TraceFacts.isError(span);
            line.add("  ").add(counts ? Look.BAD : Look.PLAIN, (counts ? "✗ " : "") + error.text());
        }
        addSummary(line, SpanSummary.of(span));
    }

    private void folded(TextLine line, SiblingGroup group) {
        TraceSpan longest = group.longest();
        List<String> notes = new ArrayList<>(2);
        notes.add("longest " + DurationText.of(longest.durationMicros())
                + (longest.children().isEmpty() ? "" : ", shown below"));
        if (group.unfinished() > 0) {
            notes.add(group.unfinished() + " unfinished");
        }
        long orphans = group.spans().stream()
                .filter(span -> TraceFacts.isOrphan(trace, span))
                .count();
        if (orphans > 0) {
            notes.add(orphans + " without their parent");
        }
        line.add("  (" + String.join(", ", notes) + ")");
        int failures = group.spans().stream().mapToInt(errors::of).sum();
        if (failures > 0) {
            line.add("  ").add(Look.BAD, "✗ " + failures + (failures == 1 ? " error" : " errors"));
        }
        addSummary(line, SpanSummary.oneLine(SpanLabel.alike(group.first()).label()));
    }

    /** Adds what a span did, if that is known; shorter where it does not fit. */
    static void addSummary(TextLine line, String summary) {
        if (!summary.isEmpty()) {
            line.add("  ");
            line.add(line.fits(summary) ? summary : SpanSummary.withoutColumns(summary));
        }
    }
}
