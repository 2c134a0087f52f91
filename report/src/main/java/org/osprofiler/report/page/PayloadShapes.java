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
 * Takes payloads apart: a payload's shape, which many share, and its values, which are packed line by line.
 *
 * <p>A shape is the payload as JSON with letters where values were: {@code A} and {@code Z} are the span's name with {@code
 * -start} and {@code -stop}, {@code B} the trace's id, {@code I} and {@code P} the span's and its parent's, {@code T} the
 * start's or stop's time, {@code p}, {@code s} and {@code h} project, service and host of the span; {@code S} any other text
 * and {@code #} a number, whose values follow. {@code true}, {@code false}, {@code null} and what is empty stand in the shape.
 * Not thread safe. Iterative.
 */
final class PayloadShapes {

    private final @Nullable String baseId;
    private final ShapeTable shapes = new ShapeTable();
    /** Of the block that is being filled; there is one once it has a value. */
    private @Nullable Column values;

    PayloadShapes(@Nullable String baseId) {
        this.baseId = baseId;
    }

    /** The values since the last call. */
    byte[] packedValues() {
        byte[] packed = values().packed();
        values = null;
        return packed;
    }

    private Column values() {
        Column open = values;
        if (open == null) {
            open = new Column();
            values = open;
        }
        return open;
    }

    /** All shapes, a line each. */
    byte[] packedShapes() {
        return shapes.packed();
    }

    private record Open(Iterator<?> entries, boolean object) {}

    /** The number of a notification's shape. */
    int number(TraceSpan span, Notification notification) {
        shapes.begin();
        Deque<Open> open = new ArrayDeque<>();
        open.push(begin(notification.payload()));
        String outer = "";
        while (!open.isEmpty()) {
            Open container = open.element();
            if (!container.entries.hasNext()) {
                open.pop();
                shapes.add(container.object ? ShapeTable.Mark.END_OBJECT : ShapeTable.Mark.END_ARRAY);
                continue;
            }
            Object value = container.entries.next();
            String key = "";
            if (value instanceof Map.Entry<?, ?> entry && container.object) {
                key = (String) entry.getKey();
                shapes.add(key);
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
                number(number);
            } else {
                shapes.add(ShapeTable.Mark.of(value));
            }
        }
        return shapes.end();
    }

    private Open begin(Object container) {
        if (container instanceof Map<?, ?> map) {
            shapes.add(ShapeTable.Mark.OBJECT);
            return new Open(map.entrySet().iterator(), true);
        }
        shapes.add(ShapeTable.Mark.ARRAY);
        return new Open(((List<?>) container).iterator(), false);
    }

    private void number(Number number) {
        shapes.add(ShapeTable.Mark.NUMBER);
        values().line(number instanceof Long ? number.toString() : JsonWriter.toText(number, JsonWriter.Style.COMPACT));
    }

    private void text(ShapeTable.Mark letter, String text) {
        shapes.add(letter);
        if (letter == ShapeTable.Mark.TEXT) {
            values().line(text);
        }
    }

    /** The letter of a text that the page knows already, else that of any text. */
    private ShapeTable.Mark letter(
            TraceSpan span, Notification notification, int depth, String outer, String key, String text) {
        if (depth == 2) {
            boolean host = outer.equals(Notification.INFO) && key.equals(Notification.HOST);
            return host && text.equals(span.host()) ? ShapeTable.Mark.HOST : ShapeTable.Mark.TEXT;
        }
        if (depth > 2) {
            return ShapeTable.Mark.TEXT;
        }
        return switch (key) {
            case Notification.NAME -> name(span, text);
            case Notification.BASE_ID -> known(ShapeTable.Mark.BASE_ID, text.equals(baseId));
            case Notification.SPAN_ID -> known(ShapeTable.Mark.SPAN_ID, text.equals(span.spanId()));
            case Notification.PARENT_ID -> known(ShapeTable.Mark.PARENT_ID, text.equals(span.parentId()));
            case Notification.PROJECT -> known(ShapeTable.Mark.PROJECT, text.equals(span.project()));
            case Notification.SERVICE -> known(ShapeTable.Mark.SERVICE, text.equals(span.service()));
            case Notification.TIMESTAMP ->
                known(ShapeTable.Mark.TIME, Timestamp.isWritten(text, micros(span, notification)));
            default -> ShapeTable.Mark.TEXT;
        };
    }

    private static ShapeTable.Mark known(ShapeTable.Mark letter, boolean known) {
        return known ? letter : ShapeTable.Mark.TEXT;
    }

    private static ShapeTable.Mark name(TraceSpan span, String text) {
        boolean stop = text.endsWith(Notification.STOP);
        String suffix = stop ? Notification.STOP : Notification.START;
        String fullName = span.fullName();
        boolean known = text.length() == fullName.length() + suffix.length()
                && text.startsWith(fullName)
                && text.endsWith(suffix);
        return known(stop ? ShapeTable.Mark.STOP : ShapeTable.Mark.START, known);
    }

    private static long micros(TraceSpan span, Notification notification) {
        return notification.isStop() ? span.finishedMicros() : span.startedMicros();
    }
}
