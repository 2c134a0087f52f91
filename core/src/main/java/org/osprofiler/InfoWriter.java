package org.osprofiler;

import org.jspecify.annotations.Nullable;
import org.osprofiler.wire.JsonWriter;

/** Writes the fields of {@code info}. A field whose name tells of a secret is written as {@value Redaction#MASK}. */
public final class InfoWriter {

    private final JsonWriter json;
    private final Redaction redaction;

    InfoWriter(JsonWriter json, Redaction redaction) {
        this.json = json;
        this.redaction = redaction;
    }

    /** Opens an object under {@code key}; {@link #endObject()} closes it. */
    public InfoWriter beginObject(String key) {
        json.name(key).beginObject();
        return this;
    }

    public InfoWriter endObject() {
        json.endObject();
        return this;
    }

    /** Opens a list under {@code key}; {@link #endArray()} closes it. */
    public InfoWriter beginArray(String key) {
        json.name(key).beginArray();
        return this;
    }

    public InfoWriter endArray() {
        json.endArray();
        return this;
    }

    /**
     * A field of the object that is open.
     *
     * @param value a text, number, boolean or null; see {@link DescribedValue}
     */
    public InfoWriter field(String key, @Nullable Object value) {
        json.name(key).value(shown(key, value));
        return this;
    }

    /** What may be shown of a value of that name; for those who put several into one text. */
    public @Nullable Object shown(String name, @Nullable Object value) {
        return value != null && redaction.hides(name) ? Redaction.MASK : value;
    }

    /** An entry of the list that is open; as in {@link #field}. */
    public InfoWriter item(@Nullable Object value) {
        json.value(value);
        return this;
    }
}
