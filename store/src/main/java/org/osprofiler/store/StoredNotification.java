package org.osprofiler.store;

import org.jspecify.annotations.Nullable;
import org.osprofiler.wire.CeilometerEvent;
import org.osprofiler.wire.Notification;

/**
 * A notification with what is known of its delivery.
 *
 * @param messageId made once by the sender and kept over retries; made on arrival when there was none
 * @param publisherId the sending host; may be empty
 * @param eventType {@code profiler.<service>}
 * @param received when it arrived: UTC, {@code 2026-03-14T09:26:53.589793}; empty where nobody says
 * @param generated when its sender made it, as the sender spelled it; when it arrived, where the sender does not say
 */
public record StoredNotification(
        Notification notification,
        String messageId,
        String publisherId,
        String eventType,
        String received,
        String generated) {

    /** The longest id, name, timestamp, project, service, publisher id or event type, in characters. */
    public static final int LONGEST = 1024;

    /** @throws IllegalArgumentException naming the field that is longer than {@value #LONGEST} characters */
    public StoredNotification {
        check(CeilometerEvent.MESSAGE_ID, messageId);
        check(CeilometerEvent.PUBLISHER_ID, publisherId);
        check(CeilometerEvent.EVENT_TYPE, eventType);
        check(CeilometerEvent.GENERATED, generated);
        check(Notification.NAME, notification.name());
        check(Notification.BASE_ID, notification.baseId());
        check(Notification.SPAN_ID, notification.spanId());
        check(Notification.PARENT_ID, notification.parentId());
        check(Notification.TIMESTAMP, notification.timestamp());
        check(Notification.PROJECT, notification.project());
        check(Notification.SERVICE, notification.service());
    }

    /** Of a sender that does not say when it made it. */
    public StoredNotification(
            Notification notification, String messageId, String publisherId, String eventType, String received) {
        this(notification, messageId, publisherId, eventType, received, received);
    }

    private static void check(String field, @Nullable String text) {
        if (text != null && text.length() > LONGEST) {
            throw new IllegalArgumentException(
                    field + " has " + text.length() + " characters, at most " + LONGEST + " are stored");
        }
    }
}
