package org.osprofiler.filter;

import java.util.concurrent.atomic.AtomicLong;
import org.osprofiler.wire.Verdict;

/** Says why signed requests were not traced, at most once a second: a stranger must not be able to fill the log. */
final class RejectionLog {

    private static final System.Logger LOG = System.getLogger(ProfilerFilter.class.getName());
    private static final long NANOS_BETWEEN = 1_000_000_000L;

    /** System.nanoTime of the last line. */
    private final AtomicLong last = new AtomicLong(System.nanoTime() - NANOS_BETWEEN);

    void log(Verdict.Rejected rejected) {
        if (LOG.isLoggable(System.Logger.Level.DEBUG) && mayLog()) {
            LOG.log(System.Logger.Level.DEBUG, "osprofiler: request not traced: {0}", rejected.reason());
        }
    }

    void failed(Throwable failure) {
        if (mayLog()) {
            LOG.log(System.Logger.Level.WARNING, "osprofiler: request not traced, a defect of the profiler", failure);
        }
    }

    private boolean mayLog() {
        long now = System.nanoTime();
        long before = last.get();
        return now - before >= NANOS_BETWEEN && last.compareAndSet(before, now);
    }
}
