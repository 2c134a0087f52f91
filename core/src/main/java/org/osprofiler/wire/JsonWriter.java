package org.osprofiler.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Writes JSON as Python's {@code json.dumps} does: ASCII only, lower-case {@code \\uXXXX}, Python's spelling of numbers, so
 * that signatures, reports and notifications are equal to OSProfiler's to the byte.
 *
 * <p>Calls must be balanced; that is not checked. Iterative: nesting is limited by memory only. Not thread safe.
 */
public final class JsonWriter {

    /** Where Python puts white space. */
    public enum Style {
        /** {@code {"a":1,"b":2}}: the shortest. */
        COMPACT(",", ":", 0),
        /** {@code {"a": 1, "b": 2}}: {@code json.dumps(x)}; what is signed. */
        PYTHON(", ", ": ", 0),
        /** Two spaces of indent, as {@code osprofiler trace show --json} prints. */
        REPORT(",", ": ", 2);

        private final String comma;
        private final String colon;
        private final int indent;

        Style(String comma, String colon, int indent) {
            this.comma = comma;
            this.colon = colon;
            this.indent = indent;
        }
    }

    private static final int FLUSH_AT = 16 * 1024;
    private static final int LARGE = 64 * 1024;

    /** Texts of 0, 1, 2 … spaces: appending one whole text is fastest. */
    private static final String[] SPACES =
            IntStream.rangeClosed(0, 64).mapToObj(" "::repeat).toArray(String[]::new);

    private static final char[] HEX = "0123456789abcdef".toCharArray();

    private final Style style;
    private final @Nullable Appendable out;
    private StringBuilder buffer = new StringBuilder(256);
    /** For each open container whether it already has an entry; index {@code depth - 1} is the innermost. */
    private boolean[] hasEntry = new boolean[16];

    private int depth;
    private boolean afterName;

    /** A writer into memory; {@link #toString()} gives the text. */
    public JsonWriter(Style style) {
        this.style = style;
        this.out = null;
    }

    /**
     * A writer into {@code out}; call {@link #flush()} at the end. A failure of {@code out} is thrown as
     * {@link UncheckedIOException}.
     */
    public JsonWriter(Style style, Appendable out) {
        this.style = style;
        this.out = out;
    }

    /** The JSON of a tree as {@link JsonReader} makes it, in one text. */
    public static String toText(@Nullable Object tree, Style style) {
        return new JsonWriter(style).value(tree).toString();
    }

    public JsonWriter beginObject() {
        return begin('{');
    }

    public JsonWriter endObject() {
        return end('}');
    }

    public JsonWriter beginArray() {
        return begin('[');
    }

    public JsonWriter endArray() {
        return end(']');
    }

    /** The key of the next value. */
    public JsonWriter name(String name) {
        separate();
        quote(name);
        buffer.append(style.colon);
        afterName = true;
        return this;
    }

    /** A name and its text, or null. */
    public JsonWriter field(String name, @Nullable String text) {
        name(name);
        return string(text);
    }

    /** A name and its whole number. */
    public JsonWriter field(String name, long number) {
        name(name);
        return number(number);
    }

    public JsonWriter string(@Nullable String text) {
        separate();
        if (text == null) {
            buffer.append("null");
        } else {
            quote(text);
        }
        return flushed();
    }

    public JsonWriter number(long number) {
        separate();
        buffer.append(number);
        return flushed();
    }

    public JsonWriter bool(boolean value) {
        separate();
        buffer.append(value);
        return flushed();
    }

    /** A value that is JSON already; written as it is. */
    public JsonWriter raw(CharSequence json) {
        separate();
        buffer.append(json);
        return flushed();
    }

    /**
     * Any tree of {@link Map}, {@link Iterable}, {@link String}, {@link Number}, {@link Boolean} and null. Iterative, as
     * report files nest without a limit.
     *
     * @throws IllegalArgumentException for a value of another class
     */
    public JsonWriter value(@Nullable Object value) {
        if (!isContainer(value)) {
            return scalar(value);
        }
        Deque<Container> open = new ArrayDeque<>();
        open.push(enter(value));
        while (true) {
            Container container = open.element();
            if (!container.entries.hasNext()) {
                end(container.closing);
                open.pop();
                if (open.isEmpty()) {
                    return this;
                }
                continue;
            }
            Object next = container.entries.next();
            if (container.closing == '}' && next instanceof Map.Entry<?, ?> entry) {
                name((String) entry.getKey());
                next = entry.getValue();
            }
            if (isContainer(next)) {
                open.push(enter(next));
            } else {
                scalar(next);
            }
        }
    }

    /** A container that is being written, and the bracket that closes it. */
    private record Container(Iterator<?> entries, char closing) {}

    private static boolean isContainer(@Nullable Object value) {
        return value instanceof Map || value instanceof Iterable;
    }

    private Container enter(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            begin('{');
            return new Container(map.entrySet().iterator(), '}');
        }
        begin('[');
        return new Container(
                value instanceof Iterable<?> items
                        ? items.iterator()
                        : List.of().iterator(),
                ']');
    }

    private JsonWriter scalar(@Nullable Object value) {
        if (value == null || value instanceof String) {
            return string((String) value);
        }
        separate();
        if (value instanceof Double || value instanceof Float) {
            buffer.append(PythonFloat.text(((Number) value).doubleValue()));
        } else if (value instanceof Boolean
                || value instanceof Long
                || value instanceof Integer
                || value instanceof Short
                || value instanceof Byte
                || value instanceof BigInteger) {
            buffer.append(value);
        } else {
            throw new IllegalArgumentException(
                    "not a JSON value: " + value.getClass().getName());
        }
        return flushed();
    }

    /** Hands everything written so far to the {@link Appendable}. */
    public void flush() {
        if (out != null) {
            try {
                out.append(buffer);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            buffer.setLength(0);
        }
    }

    /** Starts anew with an empty text, whatever was left open. A memory that a very long text took is let go of. */
    public void clear() {
        if (buffer.capacity() > LARGE) {
            buffer = new StringBuilder(256);
        }
        buffer.setLength(0);
        depth = 0;
        afterName = false;
    }

    /** Characters written and not yet flushed. */
    public int length() {
        return buffer.length();
    }

    @Override
    public String toString() {
        return buffer.toString();
    }

    private JsonWriter begin(char bracket) {
        separate();
        buffer.append(bracket);
        if (depth == hasEntry.length) {
            hasEntry = Arrays.copyOf(hasEntry, depth * 2);
        }
        hasEntry[depth++] = false;
        return this;
    }

    private JsonWriter end(char bracket) {
        if (hasEntry[--depth]) {
            newLine();
        }
        buffer.append(bracket);
        return flushed();
    }

    private void separate() {
        if (afterName) {
            afterName = false;
            return;
        }
        if (depth > 0) {
            if (hasEntry[depth - 1]) {
                buffer.append(style.comma);
            }
            hasEntry[depth - 1] = true;
            newLine();
        }
    }

    private void newLine() {
        if (style.indent > 0) {
            buffer.append('\n');
            int spaces = depth * style.indent;
            for (; spaces >= SPACES.length; spaces -= SPACES.length - 1) {
                buffer.append(SPACES[SPACES.length - 1]);
            }
            buffer.append(SPACES[spaces]);
        }
    }

    private void quote(String text) {
        buffer.append('"');
        int plainFrom = 0;
        int length = text.length();
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c >= ' ' && c <= '~' && c != '"' && c != '\\') {
                continue;
            }
            buffer.append(text, plainFrom, i);
            plainFrom = i + 1;
            escape(c);
        }
        if (plainFrom == 0) {
            buffer.append(text); // whole: faster than a part
        } else {
            buffer.append(text, plainFrom, length);
        }
        buffer.append('"');
    }

    private void escape(char c) {
        buffer.append('\\');
        switch (c) {
            case '"', '\\' -> buffer.append(c);
            case '\n' -> buffer.append('n');
            case '\r' -> buffer.append('r');
            case '\t' -> buffer.append('t');
            case '\f' -> buffer.append('f');
            case '\b' -> buffer.append('b');
            default ->
                buffer.append('u')
                        .append(HEX[c >> 12])
                        .append(HEX[c >> 8 & 0xf])
                        .append(HEX[c >> 4 & 0xf])
                        .append(HEX[c & 0xf]);
        }
    }

    private JsonWriter flushed() {
        if (out != null && buffer.length() >= FLUSH_AT) {
            flush();
        }
        return this;
    }
}
