package org.osprofiler.wire;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * oslo.messaging's notification around a payload: {@code message_id}, {@code publisher_id}, {@code event_type},
 * {@code priority}, {@code payload}, {@code timestamp}.
 *
 * <p>Over RabbitMQ the notification itself is the body; over AMQP 1.0 it stands in {@code request} beside a
 * {@code context}; {@code messagingv2} nests it once more as text under {@code oslo.message}. Sources:
 * {@code oslo_messaging/notify/notifier.py}, {@code oslo_messaging/_drivers/amqp1_driver/controller.py},
 * {@code oslo_messaging/_drivers/common.py}.
 *
 * @param messageId made once for each notification and kept over retries: what makes storing idempotent
 * @param publisherId the sending host
 * @param eventType {@code profiler.<service>}
 * @param timestamp when it was sent: UTC, with a space between date and time
 * @param payload as in {@link Notification#payload()}
 */
public record OsloEnvelope(
        @Nullable String messageId,
        @Nullable String publisherId,
        @Nullable String eventType,
        @Nullable String timestamp,
        @Nullable Object payload) {

    private static final String REQUEST = "request";
    private static final String OSLO_MESSAGE = "oslo.message";

    /** The priority that OSProfiler sends with; also the end of the queue's name. */
    public static final String PRIORITY = "INFO";

    /** The priority of other senders' errors; OSProfiler has none, but what comes with it is an event too. */
    public static final String ERROR_PRIORITY = "ERROR";

    /** {@code profiler.<service>}, the event type of everything a service sends. */
    public static String eventType(String service) {
        return "profiler." + service;
    }

    /**
     * The name of the queue, and of its address, that oslo.messaging's agents read over AMQP 1.0: {@code
     * openstack.org/om/notify/anycast/openstack/profiler.info}. Source: {@code oslo_messaging/_drivers/amqp1_driver/addressing.py}.
     */
    public static String amqp1Queue(String exchange, String topic, String priority) {
        return "openstack.org/om/notify/anycast/" + exchange + "/" + topic + "." + priority.toLowerCase(Locale.ROOT);
    }

    /**
     * The body of an AMQP 1.0 message: the notification in {@code request}, an empty context.
     *
     * @param payloadJson the payload, as JSON
     */
    public static String amqp1(
            String messageId, String publisherId, String eventType, String timestamp, CharSequence payloadJson) {
        JsonWriter json = new JsonWriter(JsonWriter.Style.COMPACT);
        json.beginObject().name(REQUEST);
        write(json, messageId, publisherId, eventType, timestamp, payloadJson);
        return json.name("context").beginObject().endObject().endObject().toString();
    }

    /**
     * The body of a RabbitMQ message: the bare notification. Nothing here sends to RabbitMQ yet; it stands beside {@link #amqp1},
     * and a test holds that {@link #open} reads what oslo's other services put there.
     */
    public static String rabbit(
            String messageId, String publisherId, String eventType, String timestamp, CharSequence payloadJson) {
        JsonWriter json = new JsonWriter(JsonWriter.Style.COMPACT);
        write(json, messageId, publisherId, eventType, timestamp, payloadJson);
        return json.toString();
    }

    private static void write(
            JsonWriter json,
            String messageId,
            String publisherId,
            String eventType,
            String timestamp,
            CharSequence payloadJson) {
        json.beginObject()
                .field("message_id", messageId)
                .field("publisher_id", publisherId)
                .field("event_type", eventType)
                .field("priority", PRIORITY)
                .name("payload")
                .raw(payloadJson)
                .field("timestamp", timestamp)
                .endObject();
    }

    /**
     * Opens a message body of any of the three forms.
     *
     * @throws MalformedNotificationException when it is none of them
     */
    public static OsloEnvelope open(String body) throws MalformedNotificationException {
        Map<?, ?> message = object(body);
        if (message.get(REQUEST) instanceof Map<?, ?> request) {
            message = request;
        }
        if (message.get(OSLO_MESSAGE) instanceof String nested) {
            message = object(nested);
        }
        if (!message.containsKey("payload")) {
            throw new MalformedNotificationException("no oslo notification: payload is missing");
        }
        return new OsloEnvelope(
                text(message, "message_id"),
                text(message, "publisher_id"),
                text(message, "event_type"),
                text(message, "timestamp"),
                message.get("payload"));
    }

    private static Map<?, ?> object(String body) throws MalformedNotificationException {
        try {
            if (JsonReader.forWire().read(body) instanceof Map<?, ?> object) {
                return object;
            }
            throw new MalformedNotificationException("no oslo notification: not a JSON object");
        } catch (MalformedJsonException e) {
            throw new MalformedNotificationException("no oslo notification, no JSON: " + e.getMessage());
        }
    }

    private static @Nullable String text(Map<?, ?> message, String field) {
        return message.get(field) instanceof String text ? text : null;
    }
}
