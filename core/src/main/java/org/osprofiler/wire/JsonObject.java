package org.osprofiler.wire;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object with few names, in the order of the text, in a sixth of a LinkedHashMap's memory: a trace has millions of
 * them. Immutable.
 */
final class JsonObject extends AbstractMap<String, @Nullable Object> {

    /** With more names a hash table finds them sooner. */
    private static final int MOST_NAMES = 16;

    /** Objects of one shape may share it. */
    private final String[] names;

    private final @Nullable Object[] values;

    private JsonObject(String[] names, @Nullable Object[] values) {
        this.names = names;
        this.values = values;
    }

    String name(int index) {
        return names[index];
    }

    @Nullable
    Object value(int index) {
        return values[index];
    }

    private int find(@Nullable Object name) {
        for (int i = 0; i < names.length; i++) {
            if (names[i].equals(name)) {
                return i;
            }
        }
        return -1;
    }

    @Override
    public int size() {
        return names.length;
    }

    @Override
    public @Nullable Object get(@Nullable Object name) {
        int at = find(name);
        return at < 0 ? null : values[at];
    }

    @Override
    public boolean containsKey(@Nullable Object name) {
        return find(name) >= 0;
    }

    @Override
    public Set<Map.Entry<String, @Nullable Object>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public Iterator<Map.Entry<String, @Nullable Object>> iterator() {
                return new Entries();
            }

            @Override
            public int size() {
                return names.length;
            }
        };
    }

    private final class Entries implements Iterator<Map.Entry<String, @Nullable Object>> {
        private int at;

        @Override
        public boolean hasNext() {
            return at < names.length;
        }

        @Override
        public Map.Entry<String, @Nullable Object> next() {
            if (at == names.length) {
                throw new NoSuchElementException();
            }
            Map.Entry<String, @Nullable Object> entry = new SimpleImmutableEntry<>(names[at], values[at]);
            at++;
            return entry;
        }
    }

    /** An object while it is read. */
    static final class Builder {
        private final @Nullable SharedParts shared;
        private final String[] names = new String[MOST_NAMES];
        private final @Nullable Object[] values = new Object[MOST_NAMES];
        private int size;
        private @Nullable Map<String, @Nullable Object> large;

        Builder(@Nullable SharedParts shared) {
            this.shared = shared;
        }

        /** Sets a name's value; a name that was there keeps its place. */
        void put(String name, @Nullable Object value) {
            if (large != null) {
                large.put(name, value);
                return;
            }
            int at = 0;
            while (at < size && !names[at].equals(name)) {
                at++;
            }
            if (at == MOST_NAMES) {
                large = new LinkedHashMap<>();
                for (int i = 0; i < size; i++) {
                    large.put(names[i], values[i]);
                }
                large.put(name, value);
                return;
            }
            names[at] = name;
            values[at] = value;
            size = Math.max(size, at + 1);
        }

        /** The object; nothing can be added any more. */
        Map<String, @Nullable Object> build() {
            if (large != null) {
                return Collections.unmodifiableMap(large);
            }
            String[] shape = shared == null ? Arrays.copyOf(names, size) : shared.names(names, size);
            return new JsonObject(shape, Arrays.copyOf(values, size));
        }
    }
}
