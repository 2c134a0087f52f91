package org.osprofiler.report;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osprofiler.wire.MalformedNotificationException;
import org.osprofiler.wire.Notification;

/**
 * A payload without {@code base_id}, of which one knows from around it what trace it belongs to. Python's report, which is asked
 * for by id, does not look at it.
 */
final class NamelessPayload {

    private NamelessPayload() {}

    static boolean is(@Nullable Object json) {
        return json instanceof Map<?, ?> map && !map.containsKey(Notification.BASE_ID) && !map.containsKey("payload");
    }

    /** The notification; its payload stays as it came. */
    static Notification of(Map<?, ?> json, String baseId) throws MalformedNotificationException {
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
