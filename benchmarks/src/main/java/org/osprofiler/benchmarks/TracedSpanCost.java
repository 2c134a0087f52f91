package org.osprofiler.benchmarks;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does a traced span cost the thread that opens and closes it, beside OpenTelemetry's SDK with its BatchSpanProcessor?
 *
 * <pre>
 * ./mvnw -q -pl benchmarks -am package -DskipTests
 * java -jar benchmarks/target/benchmarks.jar TracedSpanCost
 * </pre>
 *
 * <p>An invocation is one trace whose spans both queues can hold; they are drained between invocations, outside of the
 * measured time, so that no span takes the short way of a full queue. A span goes without anything, or with one field, as
 * those of profiled methods and statements always do. Both sides discard what they would send; ours is
 * encoded first, by its own thread. The bytes that the calling thread allocates for a span are printed at the end of each
 * fork.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 10, time = 1)
@Fork(
        value = 3,
        // A heap of a fixed size, touched before: else the operating system's first touch of it is measured.
        jvmArgsAppend = {"-Xms2g", "-Xmx2g", "-XX:+AlwaysPreTouch"})
public class TracedSpanCost {

    /** Spans of a burst: one trace, of a usual size. */
    static final int SPANS = 1_000;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** Who traces. */
    public enum Tracer {
        OSPROFILER,
        OPENTELEMETRY;

        TracedWork start() {
            return this == OSPROFILER ? new OsprofilerWork() : new OpenTelemetryWork();
        }
    }

    @Param
    public Tracer tracer = Tracer.OSPROFILER;

    private TracedWork work = TracedWork.NONE;
    private long leastBytes = Long.MAX_VALUE;

    @Setup(Level.Trial)
    public void start() {
        work = tracer.start();
    }

    @Setup(Level.Invocation)
    public void open() {
        work.openTrace();
    }

    @Benchmark
    @OperationsPerInvocation(SPANS)
    public void span() {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < SPANS; i++) {
            work.span();
        }
        leastBytes = Math.min(leastBytes, THREADS.getCurrentThreadAllocatedBytes() - before);
    }

    @Benchmark
    @OperationsPerInvocation(SPANS)
    public void spanWithField() {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < SPANS; i++) {
            work.spanWithField();
        }
        leastBytes = Math.min(leastBytes, THREADS.getCurrentThreadAllocatedBytes() - before);
    }

    @TearDown(Level.Invocation)
    public void closeAndDrain() {
        work.closeTraceAndDrain();
    }

    @TearDown(Level.Trial)
    public void stop() {
        work.close();
        System.out.printf("%n%s: %.1f bytes a span on the calling thread%n", tracer, (double) leastBytes / SPANS);
    }
}
