package org.osprofiler.fuzz;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/**
 * Holds work to linear growth: what is {@value #TIMES} times as large may allocate and take about as many times as much, by the
 * calling thread's own counters. What grows with the square takes {@value #TIMES} times that.
 */
final class Growth {

    static final int TIMES = 16;

    /** While fuzzing, of which one input in this many is enlarged: the larger ones take most of the time. */
    private static final int FUZZED_SHARE = 32;

    private static final boolean FUZZING = Boolean.getBoolean("osprofiler.fuzzing");

    /** Buffers that double, and what the JVM allocates in our name. */
    private static final int TOLERANCE = 3;

    private static final long FREE_BYTES = 2_000_000;
    private static final long FREE_NANOS = 500_000_000;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private Growth() {}

    /**
     * As {@link #check}, of a share of the inputs while fuzzing; the input decides, so that a finding can be replayed.
     *
     * @param enlarged the input, that many times as large
     */
    static <T> void sample(int hash, IntFunction<T> enlarged, Consumer<T> work) {
        if (!FUZZING || Math.floorMod(hash, FUZZED_SHARE) == 0) {
            check(enlarged, work);
        }
    }

    /**
     * @throws AssertionError when the work grows faster than its input
     */
    static <T> void check(IntFunction<T> enlarged, Consumer<T> work) {
        Cost single = Cost.of(enlarged.apply(1), work);
        Cost many = Cost.of(enlarged.apply(TIMES), work);
        long factor = (long) TIMES * TOLERANCE;
        if (many.bytes > factor * single.bytes + FREE_BYTES || many.nanos > factor * single.nanos + FREE_NANOS) {
            throw new AssertionError("work grows faster than its input: " + single + ", for the input " + TIMES
                    + " times as large " + many);
        }
    }

    private record Cost(long bytes, long nanos) {

        static <T> Cost of(T input, Consumer<T> work) {
            long bytes = THREADS.getCurrentThreadAllocatedBytes();
            long nanos = THREADS.getCurrentThreadCpuTime();
            work.accept(input);
            return new Cost(
                    THREADS.getCurrentThreadAllocatedBytes() - bytes, THREADS.getCurrentThreadCpuTime() - nanos);
        }
    }
}
