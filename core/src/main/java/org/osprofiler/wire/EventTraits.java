package org.osprofiler.wire;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The traits that Ceilometer takes out of a profiler notification.
 *
 * <p>Source: the {@code profiler.*} section of {@code ceilometer/pipeline/data/event_definitions.yaml}. A null has no trait;
 * texts are cut to 255 code points. Values that are no text stand as JSON (Ceilometer has Python's spelling of them).
 */
public final class EventTraits {

    private static final int LONGEST = 255;
    private static final List<String> REQUEST = List.of("path", "query", "method", "scheme");
    private static final List<String> DB = List.of("statement", "params");

    /** One trait; {@code type} is {@code string} or {@code datetime}. */
    public record Trait(String name, String type, String value) {

        public void write(JsonWriter json) {
            json.beginObject()
                    .field("name", name)
                    .field("type", type)
                    .field("value", value)
                    .endObject();
        }
    }

    private final List<Trait> traits = new ArrayList<>(14);

    private EventTraits() {}

    public static List<Trait> of(Notification notification) {
        EventTraits found = new EventTraits();
        found.text(Notification.SERVICE, notification.service());
        found.text(Notification.PROJECT, notification.project());
        found.text(Notification.NAME, notification.name());
        found.text(Notification.BASE_ID, notification.baseId());
        found.text(Notification.SPAN_ID, notification.spanId());
        found.text(Notification.PARENT_ID, notification.parentId());
        found.traits.add(new Trait(Notification.TIMESTAMP, "datetime", notification.timestamp()));
        found.text(Notification.HOST, notification.info().get(Notification.HOST));
        found.nested(notification, "request", REQUEST, "");
        found.nested(notification, "db", DB, "db.");
        return Collections.unmodifiableList(found.traits);
    }

    private void nested(Notification notification, String section, List<String> fields, String prefix) {
        if (notification.info().get(section) instanceof Map<?, ?> values) {
            for (String field : fields) {
                text(prefix + field, values.get(field));
            }
        }
    }

    private void text(String name, @Nullable Object value) {
        if (value != null) {
            String text = value instanceof String s ? s : JsonWriter.toText(value, JsonWriter.Style.PYTHON);
            traits.add(new Trait(name, "string", cut(text)));
        }
    }

    private static String cut(String text) {
        return text.codePointCount(0, text.length()) <= LONGEST
                ? text
                : text.substring(0, text.offsetByCodePoints(0, LONGEST));
    }
}
