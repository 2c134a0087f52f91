package org.osprofiler.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osprofiler.wire.Notification;

/**
 * A trace as Python's {@code get_report} sees it: times in whole milliseconds, cut, relative to the earliest notification;
 * siblings sorted by them, equal ones in the order of reading.
 *
 * <p>Source: {@code osprofiler/drivers/base.py}, {@code _append_results}, {@code _parse_results}, {@code _build_tree}.
 */
final class PythonReport {

    static final String RAW_PAYLOAD = "meta.raw_payload.";
    static final String STARTED = "started";
    static final String FINISHED = "finished";
    private static final String EXCEPTION = "exception";
    private static final String ETYPE = "etype";

    private final Trace trace;

    PythonReport(Trace trace) {
        this.trace = trace;
    }

    /** Milliseconds since the trace began, computed in floating point as Python does: it shows beyond 285 years. */
    long millis(long micros) {
        long difference = micros - trace.startedMicros();
        long seconds = difference / 1_000_000;
        double total = difference % 1_000_000 + seconds * 1e6;
        return (long) (total / 1000.0);
    }

    long started(TraceSpan span) {
        return millis(span.startedMicros());
    }

    long finished(TraceSpan span) {
        return millis(span.finishedMicros());
    }

    /** Spans in Python's order; ours sorts by microseconds. */
    List<TraceSpan> sorted(List<TraceSpan> siblings) {
        if (siblings.size() < 2) {
            return siblings;
        }
        List<TraceSpan> sorted = new ArrayList<>(siblings);
        sorted.sort(Comparator.comparingLong(this::started).thenComparingInt(TraceSpan::readingIndex));
        return sorted;
    }

    /** A span's info, its keys in the order in which Python sets them. */
    Map<String, @Nullable Object> info(TraceSpan span) {
        Notification first = span.notifications().get(0);
        Map<String, @Nullable Object> info = new LinkedHashMap<>();
        info.put(Notification.NAME, span.name());
        info.put(Notification.PROJECT, first.payload().get(Notification.PROJECT));
        info.put(Notification.SERVICE, first.payload().get(Notification.SERVICE));
        info.put(Notification.HOST, first.info().get(Notification.HOST));
        for (Notification notification : span.notifications()) {
            info.put(RAW_PAYLOAD + notification.name(), notification.payload());
            if (notification.isStop()) {
                info.put(FINISHED, finished(span));
                info.put(EXCEPTION, exception(notification));
            } else {
                info.put(STARTED, started(span));
            }
        }
        info.putIfAbsent(STARTED, started(span));
        info.putIfAbsent(FINISHED, finished(span));
        return info;
    }

    private static @Nullable Object exception(Notification stop) {
        return stop.info().containsKey(ETYPE) ? stop.info().get(ETYPE) : "None";
    }
}
