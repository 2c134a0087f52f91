package org.osprofiler.report;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the time of a trace's longest root went: each moment of it belongs to one span, so that the shares add up to the
 * root's duration. To make the root faster, something on this path must get faster.
 *
 * <p>Walked from a span's end backwards: the finished child that ends last is on the path, then the one that ends last
 * before that one began, and so on; what no such child covers is the span's own. Children are cut to their parent, and so
 * are those below. Immutable.
 */
public final class CriticalPath {

    private static final long NOT_ON_IT = -1;

    private final @Nullable TraceSpan root;
    /** Shares by {@link TraceSpan#readingIndex()}. */
    private final long[] micros;

    private CriticalPath(@Nullable TraceSpan root, long[] micros) {
        this.root = root;
        this.micros = micros;
    }

    /** The path of a trace. */
    public static CriticalPath of(Trace trace) {
        long[] micros = new long[trace.spans().size()];
        Arrays.fill(micros, NOT_ON_IT);
        TraceSpan root = longest(trace.roots());
        if (root != null) {
            walk(root, micros);
        }
        return new CriticalPath(root, micros);
    }

    /** The longest root, the first of equal ones; null when no root took any time, so that there is no path. */
    public @Nullable TraceSpan root() {
        return root;
    }

    /** What all shares add up to: the root's duration, 0 without a path. */
    public long totalMicros() {
        return root == null ? 0 : root.durationMicros();
    }

    /** Whether a span of the trace is on the path; it may have a share of 0 there. */
    public boolean contains(TraceSpan span) {
        return micros[span.readingIndex()] != NOT_ON_IT;
    }

    /** The share of a span of the trace; 0 when it is not on the path. */
    public long micros(TraceSpan span) {
        return Math.max(0, micros[span.readingIndex()]);
    }

    private static @Nullable TraceSpan longest(List<TraceSpan> roots) {
        TraceSpan longest = null;
        for (TraceSpan root : roots) {
            if (root.durationMicros() > (longest == null ? 0 : longest.durationMicros())) {
                longest = root;
            }
        }
        return longest;
    }

    /** A span and the part of its time that is looked at. */
    private record Part(TraceSpan span, long from, long to) {}

    /** Equal ones stay in the order of their rows. */
    private static final Comparator<Part> LAST_END_FIRST =
            Comparator.comparingLong(Part::to).reversed().thenComparingLong(Part::from);

    private static void walk(TraceSpan root, long[] micros) {
        Deque<Part> open = new ArrayDeque<>();
        open.push(new Part(root, root.startedMicros(), root.finishedMicros()));
        while (!open.isEmpty()) {
            Part part = open.pop();
            long own = 0;
            long to = part.to;
            for (Part child : childrenIn(part)) {
                if (child.to <= to) {
                    own += to - child.to;
                    to = child.from;
                    open.push(child);
                }
            }
            micros[part.span.readingIndex()] = own + to - part.from;
        }
    }

    private static List<Part> childrenIn(Part parent) {
        List<Part> parts = new ArrayList<>();
        for (TraceSpan child : parent.span.children()) {
            long from = Math.max(parent.from, child.startedMicros());
            long to = Math.min(parent.to, child.finishedMicros());
            if (to > from) { // never so of an unfinished one
                parts.add(new Part(child, from, to));
            }
        }
        parts.sort(LAST_END_FIRST);
        return parts;
    }
}
