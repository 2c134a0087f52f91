package org.osprofiler.report;

import java.util.List;

/** How long a span worked itself: its duration without the times in which any child ran. */
final class SelfTime {

    private SelfTime() {}

    /**
     * @param children by their start
     */
    static long of(SpanTimes span, List<TraceSpan> children) {
        long covered = 0;
        long from = span.startedMicros();
        for (TraceSpan child : children) {
            long childFrom = Math.max(from, child.startedMicros());
            long childTo = Math.min(span.finishedMicros(), child.finishedMicros());
            if (childTo > childFrom) {
                covered += childTo - childFrom;
                from = childTo;
            }
        }
        return Math.max(0, span.finishedMicros() - span.startedMicros() - covered);
    }
}
