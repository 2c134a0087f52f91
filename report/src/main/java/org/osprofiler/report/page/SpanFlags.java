package org.osprofiler.report.page;

import org.osprofiler.report.Trace;
import org.osprofiler.report.TraceFacts;
import org.osprofiler.report.TraceSpan;

/** Bits of the column {@code flags}; trace.js has them too. */
final class SpanFlags {

    static final int NO_START = 1;
    static final int NO_STOP = 2;
    static final int ERROR = 4;
    static final int ORPHAN = 8;
    /** In or below a cycle of parents; stands on the first level. */
    static final int LOOP = 16;

    static final int STATEMENT = 32;
    /** Its id is no UUID as OSProfiler writes them. */
    static final int ODD_ID = 64;

    private SpanFlags() {}

    static int of(Trace trace, TraceSpan span) {
        int flags = 0;
        if (!span.hasStart()) {
            flags |= NO_START;
        }
        if (!span.hasStop()) {
            flags |= NO_STOP;
        }
        if (span.error() != null) {
            flags |= ERROR;
        }
        if (TraceFacts.isOrphan(trace, span)) {
            flags |= ORPHAN;
        }
        return flags;
    }
}
