package org.osprofiler.send;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Why something of a trace was not sent. The names stand in counters and in a trace's {@code info.dropped}. Each counts
 * notifications, unless it says otherwise; a span that is not opened saves two.
 */
public enum LossReason {
    /** Spans that were not opened: the trace had {@code max_spans} already. */
    MAX_SPANS("max_spans"),
    /** Traces that were not opened: their key had opened {@code max_roots_per_second} already. */
    MAX_ROOTS_PER_SECOND("max_roots_per_second"),
    /** {@code queue} entries were waiting. */
    QUEUE_FULL("queue"),
    /** {@code queue_bytes} were waiting. */
    QUEUE_BYTES("queue_bytes"),
    /** Sent, but without some of its details: it was longer than {@code max_notification}. */
    TOO_LARGE("max_notification"),
    /** Traces that were given up: their root did not end within {@code max_trace_time}. */
    TRACE_TIME("max_trace_time"),
    /** The destination refused it for good. */
    REFUSED(null),
    /** It was still waiting when the profiler was closed, or on its way and may have arrived. */
    CLOSED("close_timeout"),
    /** It could not be written; a defect, the first of which is in the log. */
    FAILED(null);

    private final @Nullable String option;

    LossReason(@Nullable String option) {
        this.option = option;
    }

    /** The name in counters and traces: {@code queue_full}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The option that sets the limit, null where there is none. */
    public @Nullable String option() {
        return option;
    }
}
