package org.osprofiler;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.osprofiler.send.LossReason;
import org.osprofiler.wire.Notification;
import org.osprofiler.wire.SignedHeaders;

/**
 * A timed piece of work of a traced request. Made by {@link Profiler#span}; ended by {@link #close()}.
 *
 * <p>While nobody traces, all spans are {@link #NONE}, whose methods do nothing; callers need no test.
 *
 * <p>What is added after the start goes into the stop's {@code info}, for the start is published already. One thread at a
 * time adds and closes; the span may be closed by another thread than the one that opened it.
 */
public final class Span implements AutoCloseable {

    /** The span of an untraced request. */
    public static final Span NONE = new Span();

    private static final int OPEN = 0;
    private static final int STOPPED = 1;
    private static final VarHandle STATE;

    static {
        try {
            STATE = MethodHandles.lookup().findVarHandle(Span.class, "state", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final @Nullable Trace trace;
    /** The span below which this one stands; null for a root. */
    final @Nullable Span parent;

    private final String name;
    private final long idHigh;
    private final long idLow;
    final long startNanos;
    final @Nullable SpanInfo startInfo;

    /** Won once, by whoever stops the span; orders the writes of the three fields below before the second offer. */
    @SuppressWarnings("unused") // by the VarHandle
    private volatile int state;

    long stopNanos;

    @Nullable
    SpanInfo stopInfo;

    /** What the stop was charged for in the queue: taken once, for {@link #stopInfo} is the application's code. */
    int stopWeight;

    /** Whether the start was sent; the sender's own. */
    boolean startSeen;

    private Span() {
        trace = null;
        parent = null;
        name = "";
        idHigh = 0;
        idLow = 0;
        startNanos = 0;
        startInfo = null;
        state = STOPPED;
    }

    Span(Trace trace, @Nullable Span parent, String name, long idHigh, long idLow, @Nullable SpanInfo startInfo) {
        this.trace = trace;
        this.parent = parent;
        this.name = name;
        this.idHigh = idHigh;
        this.idLow = idLow;
        this.startInfo = startInfo;
        this.startNanos = System.nanoTime();
    }

    /** Whether this span is recorded; false for {@link #NONE}. */
    public boolean isTraced() {
        return trace != null;
    }

    public String name() {
        return name;
    }

    /** The id of the whole trace, what {@code osprofiler trace show} takes; empty when untraced. */
    public String baseId() {
        return trace == null ? "" : trace.baseId;
    }

    /** The id of this span; {@code trace_id} on the wire. Makes a new text each time. */
    public String spanId() {
        return trace == null ? "" : new UUID(idHigh, idLow).toString();
    }

    /** The id of the span below which this one stands, perhaps in another process. */
    public String parentId() {
        return trace == null ? "" : parent == null ? trace.parentId : parent.spanId();
    }

    /** The options of the profiler that records this span; null when untraced. */
    public @Nullable ProfilerOptions options() {
        return trace == null ? null : trace.recording.options();
    }

    /** The limits of that profiler, for those who make a {@link SpanInfo}; the defaults when untraced. */
    public Limits limits() {
        return trace == null ? Limits.DEFAULTS : trace.recording.limits();
    }

    /**
     * Adds a field to the stop's {@code info}; the same name again takes its place.
     *
     * @param value described as {@link DescribedValue} says
     */
    public Span info(String key, @Nullable Object value) {
        if (trace != null) {
            info(new NamedValue(
                    DescribedValue.cut(key, Notification.LONGEST_NAME), DescribedValue.of(value, limits().maxText())));
        }
        return this;
    }

    /**
     * Adds fields to the stop's {@code info}; of two with one name the first stands. Without effect once the span has
     * stopped. What goes beyond {@code max_notification} characters is left out and counted.
     */
    public Span info(SpanInfo more) {
        if (trace == null || state != OPEN) {
            return this;
        }
        SpanInfo before = stopInfo;
        if (before == null) {
            stopInfo = more;
            return this;
        }
        int max = trace.recording.limits().maxNotification();
        InfoList list;
        if (before instanceof InfoList started) {
            list = started;
        } else {
            list = new InfoList();
            stopInfo = list;
            add(list, before, max, trace);
        }
        add(list, more, max, trace);
        return this;
    }

    private static void add(InfoList list, SpanInfo piece, int max, Trace trace) {
        if (!list.add(piece, max)) {
            trace.lost(LossReason.TOO_LARGE);
        }
    }

    /**
     * Records the exception that ended this work. The caller of a {@code try (Span s = …)} reports it, since resources are
     * closed before {@code catch}; {@link Profiler#trace} does it by itself.
     */
    public Span error(Throwable error) {
        return trace == null ? this : info(ErrorInfo.of(error, limits().maxMessage()));
    }

    /** Makes this span the current one of the calling thread until the scope is closed. */
    public Scope attach() {
        if (trace == null) {
            return NoScope.INSTANCE;
        }
        trace.recording.enter();
        Scope scope = new AttachedScope(trace, CurrentSpan.get());
        CurrentSpan.set(this);
        return scope;
    }

    /**
     * The signed headers that carry this trace to another process, as children of this span.
     *
     * @return null when untraced
     */
    public @Nullable SignedHeaders headers() {
        return trace == null ? null : SignedHeaders.sign(trace.baseId, spanId(), trace.key);
    }

    /**
     * Puts the calling thread back to the span below, without ending this one: for work that goes on elsewhere, as that
     * behind a {@link java.util.concurrent.CompletionStage}. Without effect where this span is not current.
     */
    public void detach() {
        Span current = CurrentSpan.get();
        if (trace != null && (current == this || current != null && current.isBelow(this))) {
            CurrentSpan.set(parent);
        }
    }

    /** Whether both belong to one trace that was opened in this JVM, by one root. */
    public boolean isSameTraceAs(Span other) {
        return trace != null && trace == other.trace;
    }

    /**
     * Ends the span, and puts the thread back to the one below it. A child that was left open shows as unfinished. Ending
     * again is counted and has no effect.
     */
    @Override
    public void close() {
        Trace of = trace;
        if (of == null) {
            return;
        }
        if (!STATE.compareAndSet(this, OPEN, STOPPED)) {
            of.recording.extraStop();
            return;
        }
        stopNanos = System.nanoTime();
        detach();
        of.stopped(this);
    }

    /** Ends a root without a stop notification; true if it was open. The sender's. */
    boolean abandon() {
        return STATE.compareAndSet(this, OPEN, STOPPED);
    }

    boolean isOpen() {
        return state == OPEN;
    }

    private boolean isBelow(Span other) {
        for (Span span = parent; span != null; span = span.parent) {
            if (span == other) {
                return true;
            }
        }
        return false;
    }

    /** The trace; only for spans that are traced. */
    Trace trace() {
        if (trace == null) {
            throw new IllegalStateException("untraced");
        }
        return trace;
    }

    int startWeight() {
        return InfoList.weigh(startInfo);
    }

    @Override
    public String toString() {
        return trace == null ? "untraced" : name + " " + spanId() + " of trace " + trace.baseId;
    }
}
