package org.osprofiler.it.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.osprofiler.it.Command;
import org.osprofiler.store.StoredNotification;
import org.osprofiler.wire.JsonReader;
import org.osprofiler.wire.JsonWriter;
import org.osprofiler.wire.Notification;

/** oslo.messaging's own notifier sends over AMQP 1.0, and our collector takes it off Artemis. */
@Tag("peers")
class OsloNotifierIT {

    private static final int SENT = 200;

    @ParameterizedTest
    @ValueSource(strings = {"messaging", "messagingv2"})
    void whatOsloSends_isCollectedAsItWasSent(String driver, @TempDir Path dir) throws Exception {
        Peers.require(Peers.PYTHON_OSLO_MESSAGING);
        Peers.require(Peers.PYTHON_AMQP1);
        String baseId = UUID.randomUUID().toString();
        try (CollectedOverArtemis collected = CollectedOverArtemis.start(dir)) {
            Command.Result python = Command.run(
                    lines(baseId),
                    Map.of(),
                    List.of(Peers.PYTHON, "src/test/python/notify.py", collected.amqpUrl(), driver));
            assertThat(python.exit()).as(python.stderr()).isZero();
            Map<Object, Sent> sent = new HashMap<>();
            for (String line : python.stdout().lines().toList()) {
                Sent said = Sent.said((Map<?, ?>) JsonReader.forWire().read(line));
                sent.put(said.messageId(), said);
            }
            assertThat(sent).as(python.stderr()).hasSize(SENT);

            Map<Object, Sent> arrived = new HashMap<>();
            for (StoredNotification event : collected.events(baseId, SENT)) {
                arrived.put(event.messageId(), Sent.collected(event));
            }
            assertThat(arrived.keySet()).as(python.stderr()).isEqualTo(sent.keySet());
            // One by one, for a few are long.
            arrived.forEach((messageId, event) -> assertThat(event).isEqualTo(sent.get(messageId)));
            assertThat(collected.metrics())
                    .contains(
                            "osprofiler_notifications_stored_total " + SENT,
                            "osprofiler_notifications_duplicate_total 0",
                            "osprofiler_notifications_broken_total 0");
        }
    }

    /** What of a notification has to arrive. */
    private record Sent(
            Object messageId,
            @Nullable Object publisherId,
            @Nullable Object eventType,
            @Nullable Object timestamp,
            @Nullable Object payload) {

        static Sent said(Map<?, ?> notification) {
            return new Sent(
                    String.valueOf(notification.get("message_id")),
                    notification.get("publisher_id"),
                    notification.get("event_type"),
                    notification.get("timestamp"),
                    notification.get("payload"));
        }

        static Sent collected(StoredNotification event) {
            return new Sent(
                    event.messageId(),
                    event.publisherId(),
                    event.eventType(),
                    event.generated().replace('T', ' '),
                    event.notification().payload());
        }
    }

    private static String lines(String baseId) {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < SENT; i++) {
            String service = i % 2 == 0 ? "volume" : "compute-\u00e4";
            Map<String, @Nullable Object> payload = new LinkedHashMap<>();
            payload.put(Notification.NAME, i % 3 == 0 ? "db-start" : "db-stop");
            payload.put(Notification.BASE_ID, baseId);
            payload.put(Notification.SPAN_ID, UUID.randomUUID().toString());
            payload.put(Notification.PARENT_ID, baseId);
            payload.put(Notification.TIMESTAMP, "2026-03-14T09:26:53.%06d".formatted(i));
            payload.put(Notification.INFO, info(i));
            payload.put(Notification.PROJECT, i % 5 == 0 ? null : "peers");
            payload.put(Notification.SERVICE, service);
            Map<String, @Nullable Object> line = new LinkedHashMap<>();
            line.put("priority", i % 4 == 0 ? "error" : "info");
            line.put("publisher_id", service + ".host-" + i % 7);
            line.put("event_type", "profiler." + service);
            line.put("payload", payload);
            lines.append(JsonWriter.toText(line, JsonWriter.Style.PYTHON)).append('\n');
        }
        return lines.toString();
    }

    private static Map<String, @Nullable Object> info(int i) {
        Map<String, @Nullable Object> info = new LinkedHashMap<>();
        info.put("host", "host-" + i % 7);
        info.put("", "a name without a character");
        info.put("odd", "\u0000 \ud83d\ude00 \ud800 \u2028 \"\\");
        info.put("numbers", Arrays.asList(0, -1, 0.1, 1e22, BigInteger.TWO.pow(70), true, null));
        info.put("nested", Map.of("db", Map.of("params", Map.of("id_1", i))));
        if (i % 50 == 0) {
            info.put("long", "SELECT \u20ac ".repeat(25_000));
        }
        return info;
    }
}
