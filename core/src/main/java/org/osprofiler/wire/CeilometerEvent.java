package org.osprofiler.wire;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A notification as Ceilometer's event: what its agent posts ({@code POST /v1/events}) and what its API answered
 * ({@code GET /v2/events}).
 *
 * <p>The two forms differ in their traits only (lists with a type code, objects with a type name); traits are cut and
 * spelled as Python does, so what is read is {@code raw.payload}. Sources: {@code ceilometer/event/models.py},
 * {@code ceilometer/publisher/http.py}, {@code osprofiler/drivers/ceilometer.py}.
 *
 * @param generated UTC, {@code 2026-03-14T09:26:53.589793}
 */
public record CeilometerEvent(
        @Nullable String messageId,
        @Nullable String publisherId,
        @Nullable String eventType,
        @Nullable String generated,
        Notification notification) {

    public static final String MESSAGE_ID = "message_id";
    public static final String PUBLISHER_ID = "publisher_id";
    public static final String EVENT_TYPE = "event_type";
    public static final String GENERATED = "generated";
    public static final String TRAITS = "traits";
    public static final String RAW = "raw";
    public static final String PAYLOAD = "payload";

    /** Whether a JSON object has the shape of an event; otherwise it may be a bare payload. */
    public static boolean isEvent(Map<?, ?> json) {
        return json.containsKey(RAW) || json.containsKey(TRAITS);
    }

    /**
     * Reads an event of either form.
     *
     * @throws MalformedNotificationException when it has no usable {@code raw.payload}
     */
    public static CeilometerEvent of(@Nullable Object json) throws MalformedNotificationException {
        if (!(json instanceof Map<?, ?> event)) {
            throw new MalformedNotificationException("not a JSON object");
        }
        if (!(event.get(RAW) instanceof Map<?, ?> raw) || !raw.containsKey(PAYLOAD)) {
            throw new MalformedNotificationException(
                    "raw.payload is missing; Ceilometer adds it with 'store_raw = info' in [event] of ceilometer.conf");
        }
        return new CeilometerEvent(
                text(event, MESSAGE_ID),
                text(raw, PUBLISHER_ID),
                text(event, EVENT_TYPE),
                text(event, GENERATED),
                Notification.of(raw.get(PAYLOAD)));
    }

    /** Writes it as the events API answers it. */
    public void write(JsonWriter json) {
        json.beginObject()
                .field(MESSAGE_ID, messageId)
                .field(EVENT_TYPE, eventType)
                .field(GENERATED, generated)
                .name(TRAITS)
                .beginArray();
        EventTraits.of(notification).forEach(trait -> trait.write(json));
        json.endArray()
                .name(RAW)
                .beginObject()
                .name("ctxt")
                .beginObject()
                .endObject()
                .field(PUBLISHER_ID, publisherId)
                .field(EVENT_TYPE, eventType)
                .name(PAYLOAD)
                .value(notification.payload())
                .name("metadata")
                .beginObject()
                .field(MESSAGE_ID, messageId)
                .field("timestamp", generated)
                .endObject()
                .endObject()
                .endObject();
    }

    private static @Nullable String text(Map<?, ?> json, String field) {
        return json.get(field) instanceof String text ? text : null;
    }
}
