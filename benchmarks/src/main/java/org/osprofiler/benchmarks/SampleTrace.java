package org.osprofiler.benchmarks;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Consumer;
import org.osprofiler.wire.JsonReader;
import org.osprofiler.wire.JsonWriter;
import org.osprofiler.wire.MalformedNotificationException;
import org.osprofiler.wire.Notification;
import org.osprofiler.wire.Timestamp;

/**
 * A trace as services write it: requests that call each other, functions, and queries below them. The same for the same number
 * of spans.
 */
final class SampleTrace {

    private static final long BEGUN_MICROS = 1_772_352_930_123_456L;
    private static final int DEEPEST = 10;
    private static final int[] CHILDREN = {0, 0, 0, 2, 3, 4, 6, 9};
    private static final List<String> SERVICES =
            List.of("volume-api", "volume-scheduler", "volume-manager", "image-api", "identity");
    private static final List<String> TABLES =
            List.of("volumes", "snapshots", "quota_usages", "services", "volume_types", "reservations");

    private final Random random = new Random(7);
    private final String baseId = uuid();
    private final Deque<Open> open = new ArrayDeque<>();
    private final JsonWriter json = new JsonWriter(JsonWriter.Style.COMPACT);
    private final int spans;
    private final Consumer<String> lines;
    private long now = BEGUN_MICROS;

    private record Open(String name, String id, String parentId, String service, int children) {}

    private SampleTrace(int spans, Consumer<String> lines) {
        this.spans = spans;
        this.lines = lines;
    }

    /** Gives the notifications, as JSON, in the order of time. */
    static void write(int spans, Consumer<String> lines) {
        new SampleTrace(spans, lines).write();
    }

    /** The notifications, parsed as a store's are. */
    static List<Notification> notifications(int spans) {
        JsonReader reader = JsonReader.forWire().sharingParts();
        List<Notification> notifications = new ArrayList<>(2 * spans);
        write(spans, line -> {
            try {
                notifications.add(Notification.parse(line, reader));
            } catch (MalformedNotificationException e) {
                throw new IllegalStateException(line, e);
            }
        });
        return notifications;
    }

    /** The notifications in a file, a line each. */
    static void writeTo(Path file, int spans) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            write(spans, line -> {
                try {
                    out.append(line).append('\n');
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }

    private void write() {
        start(new Open("wsgi", uuid(), baseId, SERVICES.get(0), Integer.MAX_VALUE));
        for (int made = 1; !open.isEmpty(); ) {
            Open innermost = open.pop();
            if (made < spans && innermost.children > 0) {
                open.push(new Open(
                        innermost.name, innermost.id, innermost.parentId, innermost.service, innermost.children - 1));
                start(child(innermost));
                made++;
            } else {
                stop(innermost);
            }
        }
    }

    private Open child(Open parent) {
        int children = open.size() < DEEPEST ? CHILDREN[random.nextInt(CHILDREN.length)] : 0;
        if (children == 0) {
            return new Open("db", uuid(), parent.id, parent.service, 0);
        }
        return random.nextInt(4) == 0
                ? new Open("wsgi", uuid(), parent.id, SERVICES.get(random.nextInt(SERVICES.size())), children)
                : new Open("vol-api.create", uuid(), parent.id, parent.service, children);
    }

    private void start(Open span) {
        open.push(span);
        begin(span, Notification.START);
        switch (span.name) {
            case "db" -> query();
            case "wsgi" ->
                json.name("request")
                        .beginObject()
                        .field("path", "/v3/%08x/volumes/%d".formatted(random.nextInt(), random.nextInt(1000)))
                        .field("query", "limit=" + random.nextInt(100))
                        .field("method", random.nextBoolean() ? "GET" : "POST")
                        .field("scheme", "http")
                        .endObject();
            default ->
                json.name("function")
                        .beginObject()
                        .field("name", "cinder.volume.api.API.create")
                        .field("args", "(<Context 0x%x>, %d)".formatted(random.nextInt(), random.nextInt(99)))
                        .field("kwargs", "{'size': " + random.nextInt(100) + "}")
                        .endObject();
        }
        end(span);
    }

    private void query() {
        String table = TABLES.get(random.nextInt(TABLES.size()));
        json.name("db").beginObject();
        if (random.nextInt(5) == 0) {
            json.field(
                            "statement",
                            "SELECT %1$s.id\n  FROM %1$s\n WHERE %1$s.id = %2$d".formatted(table, random.nextInt()))
                    .name("params")
                    .beginObject();
        } else {
            json.field(
                            "statement",
                            ("SELECT %1$s.created_at AS %1$s_created_at, %1$s.id AS %1$s_id FROM %1$s "
                                            + "WHERE %1$s.deleted = %%(deleted_1)s AND %1$s.id = %%(id_1)s")
                                    .formatted(table))
                    .name("params")
                    .beginObject()
                    .field("deleted_1", 0)
                    .field("id_1", "id-" + random.nextInt(1_000_000));
        }
        json.endObject().endObject();
    }

    private void stop(Open span) {
        begin(span, Notification.STOP);
        if (span.name.equals("db") && random.nextBoolean()) {
            json.name("db")
                    .beginObject()
                    .field("result", "[(" + random.nextInt(7) + ",)]")
                    .endObject();
        } else if (random.nextInt(100) == 0) {
            json.field("etype", "VolumeNotFound")
                    .field("message", "Volume " + random.nextInt() + " could not be found.");
        }
        end(span);
    }

    private void begin(Open span, String suffix) {
        now += random.nextInt(400);
        StringBuilder time = new StringBuilder();
        Timestamp.append(time, now);
        json.clear();
        json.beginObject()
                .field(Notification.NAME, span.name + suffix)
                .field(Notification.BASE_ID, baseId)
                .field(Notification.SPAN_ID, span.id)
                .field(Notification.PARENT_ID, span.parentId)
                .field(Notification.TIMESTAMP, time.toString())
                .name(Notification.INFO)
                .beginObject();
    }

    private void end(Open span) {
        json.field(Notification.HOST, span.service + ".example.org")
                .endObject()
                .field(Notification.PROJECT, "cinder")
                .field(Notification.SERVICE, span.service)
                .endObject();
        lines.accept(json.toString());
    }

    private String uuid() {
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }
}
