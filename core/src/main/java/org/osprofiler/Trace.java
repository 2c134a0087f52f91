package org.osprofiler;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.jspecify.annotations.Nullable;
import org.osprofiler.send.LossReason;
import org.osprofiler.send.Sender;
import org.osprofiler.wire.HmacKey;
import org.osprofiler.wire.Verdict;

/**
 * One traced request in this JVM: what its spans share. Knows where the profiler that opened it sends to, so that a jar shared
 * by several applications keeps them apart.
 */
final class Trace {

    /** A thread that loses its processor between the two clocks would shift its service against the others. */
    private static final long MAX_CLOCK_GAP_NANOS = 20_000;

    private static final int CLOCK_ATTEMPTS = 4;

    private static final VarHandle SPANS;

    static {
        try {
            SPANS = MethodHandles.lookup().findVarHandle(Trace.class, "spans", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    final Recording recording;
    private final Sender<Span> sender;
    private final int maxSpans;
    final String baseId;
    final String parentId;
    final HmacKey key;

    /** Read together once; every other time of the trace is a difference of ticks, so it has no skew of its own. */
    private final long wallMicros;

    private final long nanos;

    /** Spans opened; counted by any thread with an atomic add. */
    @SuppressWarnings("unused") // by the VarHandle
    private volatile int spans;

    /** By {@link LossReason}; made by the first loss. A second first loss in the same instant may be missed. */
    private volatile @Nullable AtomicIntegerArray dropped;

    /** Set by the sender when the root did not end in time: nothing more is recorded. */
    private volatile boolean over;

    Trace(Recording recording, Sender<Span> sender, Verdict.Accepted accepted) {
        this.recording = recording;
        this.sender = sender;
        this.maxSpans = recording.limits().maxSpans();
        this.baseId = accepted.baseId();
        this.parentId = accepted.parentId();
        this.key = accepted.key();
        long before = System.nanoTime();
        Instant now = Instant.now();
        long after = System.nanoTime();
        for (int attempt = 1; after - before > MAX_CLOCK_GAP_NANOS && attempt < CLOCK_ATTEMPTS; attempt++) {
            before = System.nanoTime();
            now = Instant.now();
            after = System.nanoTime();
        }
        this.nanos = before + (after - before) / 2;
        this.wallMicros = now.getEpochSecond() * 1_000_000 + now.getNano() / 1_000;
    }

    long epochMicros(long atNanos) {
        return wallMicros + (atNanos - nanos) / 1_000;
    }

    /** Opens the root span; null when the queue does not take it. */
    @Nullable
    Span openRoot(String name, @Nullable SpanInfo info) {
        Span root = span(null, name, info);
        recording.enter();
        if (sender.offer(root, root.startWeight()) != null) {
            recording.leave();
            return null;
        }
        sender.wake();
        return root;
    }

    /** Opens a span below {@code parent} and makes it current; {@link Span#NONE} when a limit is in the way. */
    Span openChild(Span parent, String name, @Nullable SpanInfo info) {
        if (over) {
            return Span.NONE;
        }
        if ((int) SPANS.getAndAdd(this, 1) >= maxSpans - 1) {
            lost(LossReason.MAX_SPANS);
            return Span.NONE;
        }
        Span child = span(parent, name, info);
        LossReason refused = sender.offer(child, child.startWeight());
        if (refused != null) {
            drop(refused);
            return Span.NONE;
        }
        CurrentSpan.set(child);
        return child;
    }

    private Span span(@Nullable Span parent, String name, @Nullable SpanInfo info) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return new Span(this, parent, name, RandomId.high(random), RandomId.low(random), info);
    }

    /** Publishes the stop of a span whose state was won. */
    void stopped(Span span) {
        span.stopWeight = InfoList.weigh(span.stopInfo);
        LossReason refused = sender.offer(span, span.stopWeight);
        if (refused != null) {
            drop(refused);
        }
        if (span.parent == null) {
            recording.leave();
        }
    }

    /** The root did not end within its time; called by the sender. */
    void expire(Span root) {
        if (root.abandon()) {
            over = true;
            recording.losses().count(LossReason.TRACE_TIME, 1);
            recording.leave();
        }
    }

    /** Counts a loss that the sender did not count already. */
    void lost(LossReason reason) {
        recording.losses().count(reason, 1);
        drop(reason);
    }

    private void drop(LossReason reason) {
        AtomicIntegerArray counts = dropped;
        if (counts == null) {
            counts = new AtomicIntegerArray(LossReason.values().length);
            dropped = counts;
        }
        counts.incrementAndGet(reason.ordinal());
    }

    /** Writes {@code dropped} into the root's stop, if something was lost: a trace tells its losses. */
    void writeDropped(InfoWriter out) {
        AtomicIntegerArray counts = dropped;
        if (counts == null) {
            return;
        }
        out.beginObject("dropped");
        for (LossReason reason : LossReason.values()) {
            if (counts.get(reason.ordinal()) > 0) {
                out.field(reason.label(), counts.get(reason.ordinal()));
            }
        }
        out.endObject();
    }
}
