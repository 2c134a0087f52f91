package org.osprofiler.store;

import org.osprofiler.wire.MalformedNotificationException;
import org.osprofiler.wire.Notification;

/** Notifications to store. */
final class Samples {

    static final String RECEIVED = "2026-03-14T09:26:53.600000";
    static final String GENERATED = "2026-03-14T09:26:53";

    private Samples() {}

    static Notification notification(String baseId, String spanId, String name, String infoJson) {
        return parse("""
                {"name":"%s","base_id":"%s","trace_id":"%s","parent_id":"%s","timestamp":"2026-03-14T09:26:53.589793",
                "info":%s,"project":"cinder","service":"volume-api"}""".formatted(name, baseId, spanId, baseId, infoJson));
    }

    static Notification parse(String json) {
        try {
            return Notification.parse(json);
        } catch (MalformedNotificationException e) {
            throw new IllegalArgumentException(json, e);
        }
    }

    static StoredNotification stored(Notification notification, String messageId) {
        return new StoredNotification(notification, messageId, "vol-1", "profiler.volume-api", RECEIVED, GENERATED);
    }

    /** A start of a span of its own, named by {@code n}. */
    static StoredNotification start(String baseId, int n) {
        return stored(notification(baseId, "span-" + n, "db-start", "{\"host\":\"vol-1\"}"), baseId + "/m-" + n);
    }
}
