package org.osprofiler.send;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Why a notification, or a whole span, was not sent. The names stand in counters and in a trace's {@code info.dropped}. */
public enum LossReason {
    /** The trace had {@code max_spans} spans already. */
    MAX_SPANS("max_spans"),
    /** A key opened more than {@code max_roots_per_second} traces. */
    MAX_ROOTS_PER_SECOND("max_roots_per_second"),
    /** {@code queue} entries were waiting. */
    QUEUE_FULL("queue"),
    /** {@code queue_bytes} were waiting. */
    QUEUE_BYTES("queue_bytes"),
    /** The notification was longer than {@code max_notification}; it was sent without its details. */
    TOO_LARGE("max_notification"),
    /** The root did not end within {@code max_trace_time}. */
    TRACE_TIME("max_trace_time"),
    /** The destination refused it for good. */
    REFUSED(null),
    /** It was still waiting when the profiler was closed. */
    CLOSED("close_timeout"),
    /** It could not be written; a defect, reported in the log. */
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
