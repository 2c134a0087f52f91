package org.osprofiler.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osprofiler.wire.MalformedNotificationException;
import org.osprofiler.wire.Notification;
import org.osprofiler.wire.Timestamp;

/** Makes the notifications of a trace, in the order of the calls. Times are microseconds since 2026-03-14T09:26:53. */
public final class Notifications {

    public static final String BASE_ID = "8da1d58c-2fca-41e6-a510-3b3f56cf0f48";
    private static final long EPOCH = 1_773_480_413_000_000L;

    private final List<Notification> list = new ArrayList<>();

    public List<Notification> list() {
        return list;
    }

    public Trace trace() {
        return Trace.of(list);
    }

    /** A start and a stop. */
    public Notifications span(String name, String id, String parent, long from, long to) {
        return add(name + "-start", id, parent, from, Map.of()).add(name + "-stop", id, parent, to, Map.of());
    }

    public Notifications add(String name, String id, String parent, long at, Map<String, ?> info) {
        return with(payload(name, id, parent, at, info));
    }

    /** Any payload. */
    public Notifications with(Map<String, @Nullable Object> payload) {
        try {
            list.add(Notification.of(payload));
            return this;
        } catch (MalformedNotificationException e) {
            throw new IllegalArgumentException(e);
        }
    }

    public static Map<String, @Nullable Object> payload(
            String name, String id, String parent, long at, Map<String, ?> info) {
        StringBuilder timestamp = new StringBuilder();
        Timestamp.append(timestamp, EPOCH + at);
        Map<String, @Nullable Object> allInfo = new LinkedHashMap<>(info);
        allInfo.put("host", "h1");
        Map<String, @Nullable Object> payload = new LinkedHashMap<>();
        payload.put("name", name);
        payload.put("base_id", BASE_ID);
        payload.put("trace_id", id);
        payload.put("parent_id", parent);
        payload.put("timestamp", timestamp.toString());
        payload.put("info", allInfo);
        payload.put("project", "cinder");
        payload.put("service", "volume-api");
        return payload;
    }

    /** Spans each below the one before, {@code levels} of them. */
    public static Notifications chain(int levels) {
        Notifications chain = new Notifications();
        for (int i = 0; i < levels; i++) {
            chain.add("a-start", "s" + i, i == 0 ? BASE_ID : "s" + (i - 1), i, Map.of());
        }
        for (int i = levels - 1; i >= 0; i--) {
            chain.add("a-stop", "s" + i, i == 0 ? BASE_ID : "s" + (i - 1), 2L * levels - i, Map.of());
        }
        return chain;
    }
}
