package org.osprofiler.report;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.osprofiler.wire.Timestamp;

/**
 * A trace as a tree for a terminal: duration, self time, then the spans; repeated siblings folded, errors marked. Each line
 * ends with a line end and has at most {@code width} characters.
 */
public final class TextTree {

    private static final int MIN_WIDTH = 60;
    private static final int NUMBER = 9;
    /** Levels that are drawn; deeper ones show their depth, or 100,000 levels would make a text of gigabytes. */
    private static final int MAX_DRAWN = 12;

    private final Appendable out;
    private final int width;

    private TextTree(Appendable out, int width) {
        this.out = out;
        this.width = Math.max(width, MIN_WIDTH);
    }

    /**
     * Writes a trace.
     *
     * @param width characters that a line may have; less than {@value #MIN_WIDTH} counts as that
     * @throws IOException when {@code out} fails
     */
    public static void write(Trace trace, Appendable out, int width) throws IOException {
        TextTree tree = new TextTree(out, width);
        tree.head(trace);
        tree.spans(trace);
        tree.foot(trace);
    }

    private void head(Trace trace) throws IOException {
        if (trace.spans().isEmpty()) {
            line("Empty trace");
            return;
        }
        String errors = TraceNotes.errors(trace);
        line("Trace " + trace.baseId() + "  " + DurationText.of(trace.durationMicros()) + "  " + TraceNotes.spans(trace)
                + (errors.isEmpty() ? "" : ", " + errors));
        line("Started " + Timestamp.withSpace(trace.startedMicros()) + " UTC");
        line("");
        line("    total      self  span");
    }

    private void foot(Trace trace) throws IOException {
        for (String missing : TraceNotes.missing(trace)) {
            line("! " + missing);
        }
    }

    /** Siblings that are being written. */
    private record Open(
            Iterator<SiblingGroup> groups,
            String indent,
            @Nullable TraceSpan parent) {}

    private void spans(Trace trace) throws IOException {
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
            TraceSpan span = group.first();
            span(trace, group, siblings, last);
            if (!span.children().isEmpty()) {
                open.push(
                        new Open(SiblingGroup.of(span.children()).iterator(), indentBelow(siblings, span, last), span));
            }
        }
    }

    private static String indentBelow(Open siblings, TraceSpan span, boolean last) {
        if (span.depth() == 0 || span.depth() > MAX_DRAWN) {
            return siblings.indent;
        }
        return siblings.indent + (last ? "   " : "│  ");
    }

    private void span(Trace trace, SiblingGroup group, Open siblings, boolean last) throws IOException {
        TraceSpan span = group.first();
        StringBuilder text = new StringBuilder(width);
        number(text, duration(group));
        text.append(' ');
        number(text, group.isFolded() || span.hasStop() && span.hasStart() ? self(group) : "");
        text.append("  ").append(siblings.indent);
        if (span.depth() > 0) {
            text.append(last ? "└─ " : "├─ ");
        }
        if (span.depth() > MAX_DRAWN) {
            text.append("(level ").append(span.depth()).append(") ");
        }
        text.append(span.name());
        if (group.isFolded()) {
            text.append(" ×").append(group.spans().size());
        }
        TraceSpan parent = siblings.parent;
        if (span.service() != null && (parent == null || !Objects.equals(parent.service(), span.service()))) {
            text.append("  ").append(span.service());
        }
        notes(text, trace, group);
        String summary = SpanSummary.of(span);
        if (!summary.isEmpty()) {
            text.append("  ").append(summary);
        }
        line(text.toString());
    }

    private static String duration(SiblingGroup group) {
        TraceSpan span = group.first();
        if (group.isFolded()) {
            return DurationText.of(group.totalMicros());
        }
        return span.hasStart() && span.hasStop() ? DurationText.of(span.durationMicros()) : "?";
    }

    private static String self(SiblingGroup group) {
        return DurationText.of(
                group.isFolded() ? group.totalMicros() : group.first().selfMicros());
    }

    private static void notes(StringBuilder text, Trace trace, SiblingGroup group) {
        TraceSpan span = group.first();
        if (group.isFolded()) {
            text.append("  (longest ")
                    .append(DurationText.of(group.longestMicros()))
                    .append(')');
        }
        for (String note : SpanNotes.of(trace, span)) {
            text.append("  (").append(note).append(')');
        }
        String error = SpanNotes.error(span);
        if (!error.isEmpty()) {
            text.append("  ").append(error);
        }
    }

    private static void number(StringBuilder text, String number) {
        text.append(" ".repeat(Math.max(0, NUMBER - number.length()))).append(number);
    }

    private void line(String text) throws IOException {
        out.append(Printable.cut(Printable.of(text.stripTrailing()), width)).append('\n');
    }
}
