package org.osprofiler.report;

import java.util.ArrayList;
import java.util.List;

/** What is remarkable about a whole trace, in words for people. */
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

    /** What was not recorded, by reason; mostly empty. */
    public static List<String> losses(Trace trace) {
        List<String> notes = new ArrayList<>(0);
        trace.losses().forEach((reason, count) -> notes.add("not recorded: " + count + " (" + reason + ")"));
        return notes;
    }

    /** {@code 4 spans in or below a cycle of parents}. */
    public static String inCycle(Trace trace) {
        return count(trace.unreachable().size(), "span") + " in or below a cycle of parents";
    }

    private static String count(long count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }
}
