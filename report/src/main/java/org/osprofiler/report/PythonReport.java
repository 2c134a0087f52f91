package org.osprofiler.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osprofiler.wire.JsonWriter;
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

    /** A span's info, its keys in the order in which Python sets them; of several notifications of one name the last. */
    void writeInfo(TraceSpan span, JsonWriter json) {
        Notification first = span.notifications().get(0);
        json.beginObject()
                .field(Notification.NAME, span.name())
                .name(Notification.PROJECT)
                .value(first.payload().get(Notification.PROJECT))
                .name(Notification.SERVICE)
                .value(first.payload().get(Notification.SERVICE))
                .name(Notification.HOST)
                .value(first.info().get(Notification.HOST));
        boolean started = false;
        boolean finished = false;
        for (Notification notification : lastOfEachName(span.notifications())) {
            json.name(RAW_PAYLOAD + notification.name()).value(notification.payload());
            if (notification.isStop()) {
                if (!finished) {
                    json.field(FINISHED, finished(span)).name(EXCEPTION).value(exception(span));
                }
                finished = true;
            } else {
                if (!started) {
                    json.field(STARTED, started(span));
                }
                started = true;
            }
        }
        if (!started) {
            json.field(STARTED, started(span));
        }
        if (!finished) {
            json.field(FINISHED, finished(span));
        }
        json.endObject();
    }

    /** In the order of the first one of each name. */
    private static Collection<Notification> lastOfEachName(List<Notification> notifications) {
        if (notifications.size() == 1
                || notifications.size() == 2
                        && !notifications
                                .get(0)
                                .name()
                                .equals(notifications.get(1).name())) {
            return notifications;
        }
        Map<String, Notification> lastOfEachName = new LinkedHashMap<>();
        for (Notification notification : notifications) {
            lastOfEachName.put(notification.name(), notification);
        }
        return lastOfEachName.values();
    }

    private static @Nullable Object exception(TraceSpan span) {
        return span.stopInfo().containsKey(ETYPE) ? span.stopInfo().get(ETYPE) : "None";
    }
}
