package org.osprofiler.report;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osprofiler.wire.MalformedNotificationException;
import org.osprofiler.wire.Notification;

/**
 * Reads payloads, also those without {@code base_id}, of which one knows from around them what trace they belong to: Python's
 * report, which is asked for by id, does not look at it.
 */
final class PayloadOfTrace {

    private PayloadOfTrace() {}

    /**
     * The notification; its payload stays as it came.
     *
     * @param baseId the trace that a payload without {@code base_id} belongs to; null when it is not known
     */
    static Notification read(@Nullable Object json, @Nullable String baseId) throws MalformedNotificationException {
        if (baseId == null
                || !(json instanceof Map<?, ?> map)
                || map.containsKey(Notification.BASE_ID)
                || map.containsKey("payload")) { // an envelope
            return Notification.of(json);
        }
        return read(map, baseId);
    }

    private static Notification read(Map<?, ?> json, String baseId) throws MalformedNotificationException {
        Map<Object, @Nullable Object> complete = new LinkedHashMap<>(json);
        complete.put(Notification.BASE_ID, baseId);
        Notification read = Notification.of(complete);
        @SuppressWarnings("unchecked") // JSON objects have text keys only
        Map<String, @Nullable Object> asItCame = (Map<String, @Nullable Object>) json;
        return new Notification(
                read.name(),
                read.baseId(),
                read.spanId(),
                read.parentId(),
                read.timestamp(),
                read.info(),
                read.project(),
                read.service(),
                asItCame);
    }
}
