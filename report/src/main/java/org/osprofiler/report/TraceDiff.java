package org.osprofiler.report;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osprofiler.report.DiffRow.Side;

/**
 * What differs between two traces of the same work. Immutable.
 *
 * @param a the first trace
 * @param b the second
 * @param aMicros the sum of its roots' durations
 * @param bMicros likewise
 * @param rows one for each path of names and labels, those whose self time changed most first
 */
public record TraceDiff(Trace a, Trace b, long aMicros, long bMicros, List<DiffRow> rows) {

    /** Compares two traces, by the spans that a root leads to. */
    public static TraceDiff of(Trace a, Trace b) {
        List<Node> nodes = new ArrayList<>();
        Node top = new Node(null, "");
        addAll(a, top, nodes, Node::addToA);
        addAll(b, top, nodes, Node::addToB);
        List<DiffRow> rows = new ArrayList<>(nodes.size());
        for (Node node : nodes) {
            rows.add(node.build());
        }
        rows.sort(Comparator.comparingLong((DiffRow row) -> Math.abs(row.deltaMicros()))
                .reversed());
        return new TraceDiff(a, b, micros(a), micros(b), List.copyOf(rows));
    }

    /** What all rows changed by, in both directions. */
    public long changedMicros() {
        return rows.stream().mapToLong(row -> Math.abs(row.deltaMicros())).sum();
    }

    private static long micros(Trace trace) {
        return trace.roots().stream()
                .mapToLong(root -> Math.max(0, root.durationMicros()))
                .sum();
    }

    /** A path while the spans are counted. */
    private static final class Node {
        private final @Nullable Node parent;
        private final String text;
        private final Map<String, Node> below = new HashMap<>(2);
        private Side a = Side.NONE;
        private Side b = Side.NONE;
        private @Nullable DiffRow built;

        Node(@Nullable Node parent, String text) {
            this.parent = parent;
            this.text = text;
        }

        void addToA(TraceSpan span) {
            a = a.plus(span);
        }

        void addToB(TraceSpan span) {
            b = b.plus(span);
        }

        /** The row; that of the parent must have been built. */
        DiffRow build() {
            built = new DiffRow(parent == null ? null : parent.built, text, a, b);
            return built;
        }
    }

    private interface Counting {
        void add(Node node, TraceSpan span);
    }

    private record Open(TraceSpan span, Node above) {}

    /** Adds the spans of a trace to the nodes; new ones stand behind their parents. */
    private static void addAll(Trace trace, Node top, List<Node> nodes, Counting counting) {
        Deque<Open> open = new ArrayDeque<>();
        pushAll(trace.roots(), top, open);
        while (!open.isEmpty()) {
            Open next = open.pop();
            Node node =
                    next.above.below.computeIfAbsent(SpanLabel.alike(next.span).text(), text -> {
                        Node made = new Node(next.above, text);
                        nodes.add(made);
                        return made;
                    });
            counting.add(node, next.span);
            pushAll(next.span.children(), node, open);
        }
    }

    private static void pushAll(List<TraceSpan> siblings, Node above, Deque<Open> open) {
        for (int i = siblings.size() - 1; i >= 0; i--) {
            open.push(new Open(siblings.get(i), above));
        }
    }
}
