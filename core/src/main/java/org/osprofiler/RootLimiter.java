package org.osprofiler;

import java.util.concurrent.atomic.AtomicLong;

/** How many roots a key opened in the current second. Any thread; no lock. */
final class RootLimiter {

    private static final int COUNT_BITS = 24;
    private static final long COUNT_MASK = (1L << COUNT_BITS) - 1;

    /** The second, and below it the count. */
    private final AtomicLong secondAndCount = new AtomicLong();

    /** Takes one of {@code max} places of this second; false when there is none left. */
    boolean take(long nowNanos, int max) {
        long second = nowNanos / 1_000_000_000L;
        while (true) {
            long seen = secondAndCount.get();
            long count = seen >> COUNT_BITS == second ? seen & COUNT_MASK : 0;
            if (count >= max) {
                return false;
            }
            if (secondAndCount.compareAndSet(seen, second << COUNT_BITS | count + 1)) {
                return true;
            }
        }
    }
}
