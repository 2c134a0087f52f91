package org.osprofiler;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Method;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * What the profiler allocates while nobody traces: nothing. Counted in bytes, not timed, so it holds on any machine.
 *
 * <p>The JVM counts allocation per platform thread; what it does by itself now and then (compiling, sampling) is kept out by
 * taking the least of several rounds.
 */
class AllocationTest {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int CALLS = 20_000;
    private static Object sink = "";

    static long leastOf(Runnable calls) {
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 20; round++) {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            calls.run();
            least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
        }
        return least;
    }

    private static void untraced() {
        for (int i = 0; i < CALLS; i++) {
            try (Span span = Profiler.span("work")) {
                span.info("rows", "7");
            }
            sink = Profiler.trace("work", () -> "result");
            if (Profiler.isTracing() || Profiler.headers() != null) {
                throw new AssertionError();
            }
        }
    }

    @Test
    void untraced_allocatesNothing() {
        assertThat(leastOf(AllocationTest::untraced)).isZero();
    }

    @Test
    void untraced_onAVirtualThread_allocatesNothing() throws Exception {
        Method startVirtualThread;
        try {
            startVirtualThread = Thread.class.getMethod("startVirtualThread", Runnable.class);
        } catch (NoSuchMethodException e) {
            Assumptions.abort("this JVM has no virtual threads; they come with Java 21");
            return;
        }
        AtomicLong least = new AtomicLong(-1);
        Thread thread = (Thread) startVirtualThread.invoke(null, (Runnable) () -> {
            // A virtual thread's own count is -1, it is kept at the carrier: so all threads' sum, less the asking's
            // own.
            long asking = leastOfAllThreads(() -> {});
            least.set(leastOfAllThreads(AllocationTest::untraced) - asking);
        });
        thread.join();
        assertThat(least.get()).isZero();
    }

    private static long leastOfAllThreads(Runnable calls) {
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 100; round++) {
            long before = allThreads();
            calls.run();
            least = Math.min(least, allThreads() - before);
        }
        return least;
    }

    /** What all platform threads allocated; getTotalThreadAllocatedBytes() came with Java 21. */
    private static long allThreads() {
        try {
            return (long)
                    ThreadMXBean.class.getMethod("getTotalThreadAllocatedBytes").invoke(THREADS);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void tracedSpan_takesAtMost200Bytes_onItsThread() throws Exception {
        Recorder recorder = new Recorder();
        Span root = recorder.root();
        long least;
        try (Scope scope = root.attach()) {
            Profiler.span("warm").close();
            least = Long.MAX_VALUE;
            for (int round = 0; round < 20; round++) {
                long before = THREADS.getCurrentThreadAllocatedBytes();
                for (int i = 0; i < 1000; i++) {
                    Profiler.span("work").close();
                }
                least = Math.min(least, (THREADS.getCurrentThreadAllocatedBytes() - before) / 1000);
                recorder.flushed();
            }
        }
        root.close();
        recorder.profiler.close();
        assertThat(least).isBetween(1L, 200L);
    }
}
