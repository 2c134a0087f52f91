package org.osprofiler.report;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.osprofiler.wire.Notification;

/**
 * One trace, put together from its notifications: what Python calls the report, but with microseconds.
 *
 * <p>Immutable. Rules as in {@code osprofiler/drivers/base.py}: what ends in {@code stop} is a stop, everything else a
 * start; of several, the last one read counts; name, parent, project, service and host are those of the notification read
 * first. A span whose parent is not there is a root.
 *
 * @param baseId the trace's id; null when there is no notification
 * @param roots spans without a parent, by their start
 * @param spans all spans, in the order in which they were first read; those in a cycle of parents too
 * @param unreachable spans in or below a cycle of parents: no root leads to them; without their children
 * @param startedMicros earliest time read, in microseconds since 1970; 0 without spans
 * @param finishedMicros latest time read
 * @param lastStartedMicros latest start read; empty when there is no start
 * @param losses what the tracing processes dropped, by reason: how many spans or notifications are missing
 * @param leftOut notifications that could not be read
 */
public record Trace(
        @Nullable String baseId,
        List<TraceSpan> roots,
        List<TraceSpan> spans,
        List<TraceSpan> unreachable,
        long startedMicros,
        long finishedMicros,
        OptionalLong lastStartedMicros,
        SortedMap<String, Long> losses,
        List<LeftOut> leftOut) {

    /**
     * Puts a trace together.
     *
     * @param inReadingOrder all notifications of one trace; the order matters for ties, as in Python
     */
    public static Trace of(Iterable<Notification> inReadingOrder) {
        TraceAssembly assembly = new TraceAssembly();
        for (Notification notification : inReadingOrder) {
            assembly.add(notification);
        }
        return assembly.build();
    }

    /** The span that a trace is named after: its first root that has not lost its parent, else its first one. */
    public Optional<TraceSpan> mainSpan() {
        return roots.stream()
                .filter(root -> !TraceFacts.isOrphan(this, root))
                .findFirst()
                .or(() -> roots.stream().findFirst())
                .or(() -> unreachable.stream().findFirst());
    }

    public long durationMicros() {
        return finishedMicros - startedMicros;
    }
}
