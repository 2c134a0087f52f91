package org.osprofiler.testkit;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** Counts the bytes that the calling thread allocates, as the JVM (HotSpot) does. */
public final class Allocation {

    private static final int ROUNDS = 20;

    private Allocation() {}

    /**
     * What the work allocates, in bytes; the least of several rounds, since the JVM itself allocates now and then (it compiles,
     * it links call sites).
     */
    public static long ofLeastRound(Runnable work) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            work.run();
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        return least;
    }
}
