package org.osprofiler.report;

import java.util.ArrayList;
import java.util.List;

/** What is remarkable about a span, in words for people. */
final class SpanNotes {

    private SpanNotes() {}

    /** {@code unfinished}, {@code start not recorded}, {@code parent not recorded}; mostly empty. */
    static List<String> of(Trace trace, TraceSpan span) {
        List<String> notes = new ArrayList<>(0);
        if (!span.hasStop()) {
            notes.add("unfinished");
        }
        if (!span.hasStart()) {
            notes.add("start not recorded");
        }
        if (TraceFacts.isOrphan(trace, span)) {
            notes.add("parent not recorded");
        }
        return notes;
    }
}
