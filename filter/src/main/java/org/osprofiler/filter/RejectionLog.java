package org.osprofiler.filter;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.osprofiler.wire.Verdict;

/** Says why signed requests were not traced, at most once a second: a stranger must not be able to fill the log. */
final class RejectionLog {

    private static final System.Logger LOG = System.getLogger(ProfilerFilter.class.getName());
    private static final long NANOS_BETWEEN = 1_000_000_000L;

    private final LongSupplier nanoTime;

    /** When the last line was written. */
    private final AtomicLong last;

    /**
     * @param nanoTime the clock, {@link System#nanoTime}
     */
    RejectionLog(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.last = new AtomicLong(nanoTime.getAsLong() - NANOS_BETWEEN);
    }

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
        long now = nanoTime.getAsLong();
        long before = last.get();
        return now - before >= NANOS_BETWEEN && last.compareAndSet(before, now);
    }
}
