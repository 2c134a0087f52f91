package org.osprofiler.report;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.ObjIntConsumer;

/** The order in which a trace's spans stand below each other: a span, then all that is below it. */
public final class RowOrder {

    private RowOrder() {}

    /** Shows all spans that a root leads to, each with its place, counted from 0. */
    public static void visit(Trace trace, ObjIntConsumer<TraceSpan> visitor) {
        int row = 0;
        Deque<TraceSpan> open = new ArrayDeque<>();
        pushAll(trace.roots(), open);
        while (!open.isEmpty()) {
            TraceSpan span = open.pop();
            visitor.accept(span, row++);
            pushAll(span.children(), open);
        }
    }

    private static void pushAll(List<TraceSpan> siblings, Deque<TraceSpan> open) {
        for (int i = siblings.size() - 1; i >= 0; i--) {
            open.push(siblings.get(i));
        }
    }
}
