package org.osprofiler.report.page;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osprofiler.report.TraceSpan;
import org.osprofiler.wire.JsonWriter;
import org.osprofiler.wire.Notification;
import org.osprofiler.wire.Timestamp;

/**
 * Takes a payload apart: its shape, which many payloads share, and its values, which go into {@code values} line by line.
 *
 * <p>A shape is the payload as JSON with letters where values were: {@code A} and {@code Z} are the span's name with {@code
 * -start} and {@code -stop}, {@code B} the trace's id, {@code I} and {@code P} the span's and its parent's, {@code T} the
 * start's or stop's time, {@code p}, {@code s} and {@code h} project, service and host of the span; {@code S} any other text
 * and {@code #} a number, whose values follow. {@code true}, {@code false}, {@code null} and what is empty stand in the shape.
 * Not thread safe. Iterative.
 */
final class PayloadShape {

    private final @Nullable String baseId;
    private final StringBuilder values = new StringBuilder();
    private final JsonWriter shape = new JsonWriter(JsonWriter.Style.COMPACT);
    private final StringBuilder time = new StringBuilder(26);

    PayloadShape(@Nullable String baseId) {
        this.baseId = baseId;
    }

    /** The values so far, each with a line end; whoever packs them empties it. */
    StringBuilder values() {
        return values;
    }

    private record Open(Iterator<?> entries, boolean object) {}

    /** The shape of one notification. */
    String of(TraceSpan span, Notification notification) {
        shape.clear();
        Deque<Open> open = new ArrayDeque<>();
        open.push(begin(notification.payload()));
        String outer = "";
        while (!open.isEmpty()) {
            Open container = open.element();
            if (!container.entries.hasNext()) {
                open.pop();
                if (container.object) {
                    shape.endObject();
                } else {
                    shape.endArray();
                }
                continue;
            }
            Object value = container.entries.next();
            String key = "";
            if (value instanceof Map.Entry<?, ?> entry && container.object) {
                key = (String) entry.getKey();
                shape.name(key);
                value = entry.getValue();
            }
            if (open.size() == 1) {
                outer = key;
            }
            if (value instanceof Map<?, ?> || value instanceof List<?>) {
                open.push(begin(value));
            } else if (value instanceof String text) {
                text(letter(span, notification, open.size(), outer, key, text), text);
            } else if (value instanceof Number number) {
                shape.raw("#");
                values.append(JsonWriter.toText(number, JsonWriter.Style.COMPACT))
                        .append('\n');
            } else {
                shape.value(value);
            }
        }
        return shape.toString();
    }

    private Open begin(Object container) {
        if (container instanceof Map<?, ?> map) {
            shape.beginObject();
            return new Open(map.entrySet().iterator(), true);
        }
        shape.beginArray();
        return new Open(((List<?>) container).iterator(), false);
    }

    private void text(char letter, String text) {
        shape.raw(String.valueOf(letter));
        if (letter == 'S') {
            values.append(TextTable.escaped(text)).append('\n');
        }
    }

    /** The letter of a text that the page knows already, else {@code S}. */
    private char letter(TraceSpan span, Notification notification, int depth, String outer, String key, String text) {
        if (depth == 2) {
            boolean host = outer.equals(Notification.INFO) && key.equals(Notification.HOST);
            return host && text.equals(span.host()) ? 'h' : 'S';
        }
        if (depth > 2) {
            return 'S';
        }
        boolean known = switch (key) {
            case Notification.BASE_ID -> text.equals(baseId);
            case Notification.SPAN_ID -> text.equals(span.spanId());
            case Notification.PARENT_ID -> text.equals(span.parentId());
            case Notification.PROJECT -> text.equals(span.project());
            case Notification.SERVICE -> text.equals(span.service());
            case Notification.TIMESTAMP -> text.contentEquals(time(span, notification));
            case Notification.NAME -> isName(span, text);
            default -> false;
        };
        return known ? letterOf(key, text) : 'S';
    }

    private static boolean isName(TraceSpan span, String text) {
        String suffix = text.endsWith(Notification.STOP) ? Notification.STOP : Notification.START;
        return text.endsWith(suffix)
                && text.length() == span.fullName().length() + suffix.length()
                && text.startsWith(span.fullName());
    }

    private static char letterOf(String key, String text) {
        return switch (key) {
            case Notification.BASE_ID -> 'B';
            case Notification.SPAN_ID -> 'I';
            case Notification.PARENT_ID -> 'P';
            case Notification.PROJECT -> 'p';
            case Notification.SERVICE -> 's';
            case Notification.TIMESTAMP -> 'T';
            default -> text.endsWith(Notification.STOP) ? 'Z' : 'A';
        };
    }

    private StringBuilder time(TraceSpan span, Notification notification) {
        time.setLength(0);
        boolean stop = notification.name().endsWith("stop");
        Timestamp.append(time, stop ? span.finishedMicros() : span.startedMicros());
        return time;
    }
}
