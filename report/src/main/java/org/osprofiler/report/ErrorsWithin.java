package org.osprofiler.report;

import java.util.ArrayList;
import java.util.List;

/** How many errors each span has: its own and those of all spans below it. */
final class ErrorsWithin {

    /** By {@link TraceSpan#readingIndex()}. */
    private final int[] errors;

    ErrorsWithin(Trace trace) {
        errors = new int[trace.spans().size()];
        List<TraceSpan> rows = new ArrayList<>(errors.length);
        RowOrder.visit(trace, (span, row) -> rows.add(span));
        for (int i = rows.size() - 1; i >= 0; i--) {
            TraceSpan span = rows.get(i);
            int count = TraceFacts.isError(span) ? 1 : 0;
            for (TraceSpan child : span.children()) {
                count += of(child);
            }
            errors[span.readingIndex()] = count;
        }
    }

    int of(TraceSpan span) {
        return errors[span.readingIndex()];
    }
}
