package org.osprofiler.report;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osprofiler.wire.MalformedNotificationException;
import org.osprofiler.wire.Notification;
import org.osprofiler.wire.Timestamp;

/**
 * The notifications inside a report, in an order that gives the same report again as far as one can tell.
 *
 * <p>Python's SQL driver keeps only {@code info} in the raw payloads; the rest is then taken from the span, its times in
 * whole milliseconds from an unknown day, shown as the first of 1970.
 */
final class ReportFile {

    private static final String CHILDREN = "children";

    final List<Notification> notifications = new ArrayList<>();
    final List<LeftOut> leftOut = new ArrayList<>();

    /** Whether a JSON value is a report: it has a list of children, which no notification has. */
    static boolean isReport(@Nullable Object json) {
        return json instanceof Map<?, ?> map
                && map.get(CHILDREN) instanceof List
                && !map.containsKey(Notification.BASE_ID)
                && !map.containsKey("payload");
    }

    ReportFile(@Nullable Object report) {
        String baseId = baseId(report);
        Deque<Iterator<?>> open = new ArrayDeque<>();
        open.push(children(report));
        while (!open.isEmpty()) {
            if (!open.element().hasNext()) {
                open.pop();
                continue;
            }
            Object span = open.element().next();
            if (span instanceof Map<?, ?> map && map.get(Notification.INFO) instanceof Map<?, ?> info) {
                payloads(map, info, baseId);
            }
            open.push(children(span));
        }
    }

    /** A payload tells it; where none does, it is what most spans of the first level have as their parent. */
    private static String baseId(@Nullable Object report) {
        Map<String, Integer> parents = new LinkedHashMap<>();
        for (Iterator<?> spans = children(report); spans.hasNext(); ) {
            if (spans.next() instanceof Map<?, ?> span) {
                String told = toldBy(span);
                if (told != null) {
                    return told;
                }
                if (span.get(Notification.PARENT_ID) instanceof String parent) {
                    parents.merge(parent, 1, Integer::sum);
                }
            }
        }
        return parents.entrySet().stream()
                .reduce((most, other) -> other.getValue() > most.getValue() ? other : most)
                .map(Map.Entry::getKey)
                .orElse("");
    }

    private static @Nullable String toldBy(Map<?, ?> span) {
        if (span.get(Notification.INFO) instanceof Map<?, ?> info) {
            for (Map.Entry<?, ?> field : info.entrySet()) {
                if (String.valueOf(field.getKey()).startsWith(PythonReport.RAW_PAYLOAD)
                        && field.getValue() instanceof Map<?, ?> payload
                        && payload.get(Notification.BASE_ID) instanceof String baseId) {
                    return baseId;
                }
            }
        }
        return null;
    }

    private static Iterator<?> children(@Nullable Object span) {
        return span instanceof Map<?, ?> map && map.get(CHILDREN) instanceof List<?> children
                ? children.iterator()
                : List.of().iterator();
    }

    private void payloads(Map<?, ?> span, Map<?, ?> info, String baseId) {
        for (Map.Entry<?, ?> field : info.entrySet()) {
            if (field.getKey() instanceof String key && key.startsWith(PythonReport.RAW_PAYLOAD)) {
                String name = key.substring(PythonReport.RAW_PAYLOAD.length());
                try {
                    notifications.add(
                            PayloadOfTrace.read(complete(field.getValue(), span, info, name, baseId), baseId));
                } catch (MalformedNotificationException e) {
                    leftOut.add(new LeftOut(
                            name + " of span " + span.get(Notification.SPAN_ID), String.valueOf(e.getMessage())));
                }
            }
        }
    }

    private static @Nullable Object complete(
            @Nullable Object payload, Map<?, ?> span, Map<?, ?> info, String name, String baseId) {
        if (!(payload instanceof Map<?, ?> given) || given.containsKey(Notification.TIMESTAMP)) {
            return payload;
        }
        Map<Object, @Nullable Object> complete = new LinkedHashMap<>();
        complete.put(Notification.NAME, name);
        complete.put(Notification.BASE_ID, baseId);
        complete.put(Notification.SPAN_ID, span.get(Notification.SPAN_ID));
        complete.put(Notification.PARENT_ID, span.get(Notification.PARENT_ID));
        complete.put(Notification.TIMESTAMP, timestamp(info, name.endsWith("stop")));
        complete.putAll(given);
        complete.putIfAbsent(Notification.PROJECT, info.get(Notification.PROJECT));
        complete.putIfAbsent(Notification.SERVICE, info.get(Notification.SERVICE));
        return complete;
    }

    private static String timestamp(Map<?, ?> info, boolean stop) {
        Object millis = info.get(stop ? PythonReport.FINISHED : PythonReport.STARTED);
        StringBuilder text = new StringBuilder();
        Timestamp.append(text, millis instanceof Long known ? known * 1_000 : 0);
        return text.toString();
    }
}
