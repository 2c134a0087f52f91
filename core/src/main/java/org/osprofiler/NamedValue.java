package org.osprofiler;

import org.jspecify.annotations.Nullable;

/** One field that the application added to a span. */
record NamedValue(String key, @Nullable Object value) implements SpanInfo {

    @Override
    public void write(InfoWriter out) {
        out.field(key, value);
    }

    @Override
    public int weight() {
        return key.length() + (value instanceof String text ? text.length() : 0);
    }
}
