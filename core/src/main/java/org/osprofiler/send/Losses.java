package org.osprofiler.send;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Counts what was lost, by reason; warns once for each reason. Written by any thread, without a lock.
 */
public final class Losses {

    private static final System.Logger LOG = System.getLogger(Losses.class.getName());

    private final AtomicLongArray counts = new AtomicLongArray(LossReason.values().length);
    private final AtomicIntegerArray warned = new AtomicIntegerArray(LossReason.values().length);

    /** Counts {@code n} losses; the first of a kind is a WARNING that names the option. */
    public void count(LossReason reason, long n) {
        if (n == 0) {
            return;
        }
        counts.addAndGet(reason.ordinal(), n);
        if (warned.get(reason.ordinal()) == 0 && warned.compareAndSet(reason.ordinal(), 0, 1)) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    () -> "osprofiler: part of a trace is lost (" + reason.label() + ")"
                            + (reason.option() == null ? "" : "; the limit is the option " + reason.option())
                            + ". Further losses of this kind are only counted.");
        }
    }

    public long of(LossReason reason) {
        return counts.get(reason.ordinal());
    }

    /** Reasons that occurred, by label. */
    public Map<String, Long> byReason() {
        Map<String, Long> map = new TreeMap<>();
        for (LossReason reason : LossReason.values()) {
            long n = of(reason);
            if (n > 0) {
                map.put(reason.label(), n);
            }
        }
        return map;
    }
}
