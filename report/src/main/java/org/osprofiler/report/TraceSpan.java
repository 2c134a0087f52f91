package org.osprofiler.report;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osprofiler.wire.Notification;

/**
 * One span of a {@link Trace}. Immutable. Compared by identity: comparing trees would recurse.
 *
 * <p>Times are microseconds since 1970, as sent; they are not corrected, so a child may stick out of its parent when clocks
 * differ, and a stop may be earlier than its start.
 */
public final class TraceSpan {

    private final StatementShapes shapes;
    private final List<Notification> notifications;
    private final @Nullable Notification start;
    private final @Nullable Notification stop;
    private final int readingIndex;
    private final int depth;
    private final long startedMicros;
    private final long finishedMicros;
    private final List<TraceSpan> children;
    private final @Nullable SpanError error;
    private final long selfMicros;

    /**
     * @param shapes the trace's
     * @param notifications cannot be changed
     * @param children likewise
     */
    TraceSpan(
            StatementShapes shapes,
            List<Notification> notifications,
            int readingIndex,
            int depth,
            SpanTimes times,
            List<TraceSpan> children) {
        this.shapes = shapes;
        this.notifications = notifications;
        this.start = times.start();
        this.stop = times.stop();
        this.readingIndex = readingIndex;
        this.depth = depth;
        this.startedMicros = times.startedMicros();
        this.finishedMicros = times.finishedMicros();
        this.children = children;
        this.error = stop == null ? null : SpanError.of(stop.info());
        this.selfMicros = SelfTime.of(times, children);
    }

    private Notification first() {
        return notifications.get(0);
    }

    public String spanId() {
        return first().spanId();
    }

    /** The parent's id; of a root the trace's id, or that of a span of which nothing was read. */
    public String parentId() {
        return first().parentId();
    }

    /** The name as Python's report has it: cut at the first {@code -}. */
    public String name() {
        String name = first().name();
        int dash = name.indexOf('-');
        return dash < 0 ? name : name.substring(0, dash);
    }

    /** The name that the process gave the span, whole: {@code vol-api.create}. */
    public String fullName() {
        return first().spanName();
    }

    public @Nullable String project() {
        return first().project();
    }

    public @Nullable String service() {
        return first().service();
    }

    public @Nullable String host() {
        return first().info().get(Notification.HOST) instanceof String host ? host : null;
    }

    /** All notifications of this span, in the order of reading; never empty. */
    public List<Notification> notifications() {
        return notifications;
    }

    /** Whether a start was read; if not, {@link #startedMicros()} is the stop's time. */
    public boolean hasStart() {
        return start != null;
    }

    /** Whether a stop was read; if not, {@link #finishedMicros()} is the start's time. */
    public boolean hasStop() {
        return stop != null;
    }

    public long startedMicros() {
        return startedMicros;
    }

    public long finishedMicros() {
        return finishedMicros;
    }

    /** Negative when the stop is earlier than the start, 0 when one of the two is missing. */
    public long durationMicros() {
        return finishedMicros - startedMicros;
    }

    /** The part of the duration in which no child ran; at least 0. */
    public long selfMicros() {
        return selfMicros;
    }

    /** What the start tells; empty without one. */
    public Map<String, @Nullable Object> startInfo() {
        return start == null ? Map.of() : start.info();
    }

    /** What the stop tells; empty without one. */
    public Map<String, @Nullable Object> stopInfo() {
        return stop == null ? Map.of() : stop.info();
    }

    /** The {@link SqlShape} of the span's statement; null when it has none. */
    @Nullable
    String statementShape() {
        return startInfo().get("db") instanceof Map<?, ?> db && db.get("statement") instanceof String statement
                ? shapes.of(statement)
                : null;
    }

    /** The exception that ended the span. */
    public @Nullable SpanError error() {
        return error;
    }

    /** The spans below, by their start; equal ones in the order of reading. */
    public List<TraceSpan> children() {
        return children;
    }

    /** Levels above this span: 0 for a root. */
    public int depth() {
        return depth;
    }

    /** Its place among the trace's spans in the order in which they were first read. */
    public int readingIndex() {
        return readingIndex;
    }

    @Override
    public String toString() {
        return name() + " " + spanId();
    }
}
