package org.osprofiler;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osprofiler.wire.JsonWriter;
import org.osprofiler.wire.Notification;

/**
 * Writes the fields of {@code info}. A field, object or list whose name tells of a secret is written as {@value #MASK}. Of several
 * top-level fields with one name the first is written: strict readers refuse JSON that has a name twice. {@code host} is
 * the profiler's own.
 */
public final class InfoWriter {

    /** Stands for what is hidden. */
    public static final String MASK = "***";

    private final JsonWriter json;
    private final Redaction redaction;
    private final Set<String> names = new HashSet<>(Set.of(Notification.HOST));
    private int depth;

    /** Objects and lists that are open within a field that is left out, that one included. */
    private int left;

    InfoWriter(JsonWriter json, Redaction redaction) {
        this.json = json;
        this.redaction = redaction;
    }

    /** Opens an object under {@code key}; {@link #endObject()} closes it. */
    public InfoWriter beginObject(String key) {
        if (begins(key)) {
            json.name(key).beginObject();
        }
        return this;
    }

    /** Opens an object as an entry of the list that is open; {@link #endObject()} closes it. */
    public InfoWriter beginObject() {
        if (begins()) {
            json.beginObject();
        }
        return this;
    }

    public InfoWriter endObject() {
        if (ends()) {
            json.endObject();
        }
        return this;
    }

    /** Opens a list under {@code key}; {@link #endArray()} closes it. */
    public InfoWriter beginArray(String key) {
        if (begins(key)) {
            json.name(key).beginArray();
        }
        return this;
    }

    /** Opens a list as an entry of the list that is open; {@link #endArray()} closes it. */
    public InfoWriter beginArray() {
        if (begins()) {
            json.beginArray();
        }
        return this;
    }

    public InfoWriter endArray() {
        if (ends()) {
            json.endArray();
        }
        return this;
    }

    /**
     * A field of the object that is open.
     *
     * @param value a text, number, boolean or null; see {@link DescribedValue}
     */
    public InfoWriter field(String key, @Nullable Object value) {
        if (isWritten(key)) {
            json.name(key).value(shown(key, value));
        }
        return this;
    }

    /** An entry of the list that is open; as in {@link #field}. */
    public InfoWriter item(@Nullable Object value) {
        if (left == 0) {
            json.value(value);
        }
        return this;
    }

    private boolean isWritten(String key) {
        return left == 0 && (depth > 0 || names.add(key));
    }

    private boolean begins(String key) {
        if (isWritten(key)) {
            if (!hides(key)) {
                depth++;
                return true;
            }
            json.name(key).string(MASK);
        }
        left++;
        return false;
    }

    private boolean begins() {
        if (left == 0) {
            depth++;
            return true;
        }
        left++;
        return false;
    }

    private boolean ends() {
        if (left > 0) {
            left--;
            return false;
        }
        depth--;
        return true;
    }

    /** What may be shown of a value of that name; for those who put several into one text. */
    public @Nullable Object shown(String name, @Nullable Object value) {
        return value != null && hides(name) ? MASK : value;
    }

    /** Whether a name tells of a secret, or a text has such a name in it. */
    public boolean hides(String name) {
        return redaction.hides(name);
    }
}
