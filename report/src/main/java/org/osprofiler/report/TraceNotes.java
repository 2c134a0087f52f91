package org.osprofiler.report;

import java.util.ArrayList;
import java.util.List;

/** What is remarkable about a whole trace, in words for people; the same in the text and on the page. */
public final class TraceNotes {

    private TraceNotes() {}

    /** {@code 4 spans}. */
    public static String spans(Trace trace) {
        return count(trace.spans().size(), "span");
    }

    /** {@code 1 error}; empty when there is none. */
    public static String errors(Trace trace) {
        long errors = trace.spans().stream().filter(TraceFacts::isError).count();
        return errors == 0 ? "" : count(errors, "error");
    }

    /** What is missing: what was not recorded, by reason, and what a cycle of parents hides; mostly empty. */
    public static List<String> missing(Trace trace) {
        List<String> notes = new ArrayList<>(0);
        trace.losses().forEach((reason, count) -> notes.add("not recorded: " + count + " (" + reason + ")"));
        if (!trace.unreachable().isEmpty()) {
            notes.add(count(trace.unreachable().size(), "span") + " not shown: their parents form a cycle");
        }
        return notes;
    }

    private static String count(long count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }
}
