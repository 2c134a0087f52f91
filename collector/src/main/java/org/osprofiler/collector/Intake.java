package org.osprofiler.collector;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.osprofiler.store.StoredNotification;
import org.osprofiler.wire.CeilometerEvent;
import org.osprofiler.wire.JsonReader;
import org.osprofiler.wire.MalformedJsonException;
import org.osprofiler.wire.MalformedNotificationException;
import org.osprofiler.wire.Notification;
import org.osprofiler.wire.OsloEnvelope;
import org.osprofiler.wire.Timestamp;

/**
 * Notifications out of what came in, in one of its three forms: an event, a bare payload, an oslo message. Broken ones are set
 * aside: counted, and the first reason kept. Belongs to one thread; made for one request or one batch.
 */
final class Intake {

    private final List<StoredNotification> notifications = new ArrayList<>();
    private final String received;
    private final @Nullable String sender;
    private int broken;
    private String firstReason = "";

    /**
     * @param sender the publisher id where the notification has none
     */
    Intake(@Nullable String sender) {
        this.sender = sender;
        StringBuilder now = new StringBuilder(26);
        Timestamp.append(now, ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now()));
        received = now.toString();
    }

    /** An event or a payload: an entry of a body of {@code POST /v1/events}. */
    void entry(byte[] json) {
        if (json.length > JsonList.LONGEST_ENTRY) {
            broken("longer than " + JsonList.LONGEST_ENTRY + " bytes");
            return;
        }
        try {
            Object tree = JsonReader.forWire().read(json);
            if (tree instanceof Map<?, ?> map && CeilometerEvent.isEvent(map)) {
                CeilometerEvent event = CeilometerEvent.of(map);
                add(event.messageId(), event.publisherId(), event.eventType(), event.generated(), event.notification());
            } else {
                add(null, null, null, null, Notification.of(tree));
            }
        } catch (MalformedJsonException e) {
            broken("no JSON: " + e.getMessage());
        } catch (MalformedNotificationException e) {
            broken(e.getMessage());
        }
    }

    /** A message of a broker: oslo's notification, wrapped or not. */
    void osloMessage(String body) {
        try {
            OsloEnvelope envelope = OsloEnvelope.open(body);
            add(
                    envelope.messageId(),
                    envelope.publisherId(),
                    envelope.eventType(),
                    isoTime(envelope.timestamp()),
                    Notification.of(envelope.payload()));
        } catch (MalformedNotificationException e) {
            broken(e.getMessage());
        }
    }

    private void add(
            @Nullable String messageId,
            @Nullable String publisherId,
            @Nullable String eventType,
            @Nullable String generated,
            Notification notification) {
        String publisher = publisherId == null ? sender : publisherId;
        if (publisher == null) {
            publisher = notification.info().get(Notification.HOST) instanceof String host ? shortened(host) : "";
        }
        String service = notification.service();
        try {
            notifications.add(new StoredNotification(
                    notification,
                    given(messageId, () -> UUID.randomUUID().toString()),
                    publisher,
                    eventType == null ? OsloEnvelope.eventType(service == null ? "" : service) : eventType,
                    received,
                    given(generated, () -> received)));
        } catch (IllegalArgumentException e) {
            broken(e.getMessage());
        }
    }

    /** An empty text says nothing either; as an id it would make all such notifications one. */
    private static String given(@Nullable String text, Supplier<String> otherwise) {
        return text == null || text.isEmpty() ? otherwise.get() : text;
    }

    /** oslo has a space between date and time, Ceilometer's events have a T. */
    private static @Nullable String isoTime(@Nullable String timestamp) {
        return timestamp == null ? null : timestamp.replace(' ', 'T');
    }

    private static String shortened(String host) {
        return host.length() <= StoredNotification.LONGEST ? host : host.substring(0, StoredNotification.LONGEST);
    }

    void broken(@Nullable String reason) {
        if (broken++ == 0) {
            firstReason = reason == null ? "" : reason;
        }
    }

    List<StoredNotification> notifications() {
        return notifications;
    }

    int broken() {
        return broken;
    }

    String firstReason() {
        return firstReason;
    }
}
