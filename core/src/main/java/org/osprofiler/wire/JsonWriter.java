package org.osprofiler.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
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

    private static final int SMALL = 256;
    private static final int FLUSH_AT = 16 * 1024;
    private static final int LARGE = 64 * 1024;
    /** Characters of a long text that are taken at once. */
    private static final int PIECE = 4 * 1024;

    private static final char[] SPACES = " ".repeat(PIECE).toCharArray();
    /** Whether an ASCII character stands in a text as it is. */
    private static final boolean[] PLAIN = new boolean[128];

    static {
        for (char c = ' '; c <= '~'; c++) {
            PLAIN[c] = c != '"' && c != '\\';
        }
    }

    private static final char[] HEX = "0123456789abcdef".toCharArray();

    private final Style style;
    private final @Nullable Appendable out;
    private char[] buffer = new char[SMALL];
    private int length;
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
        put(style.colon);
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
            put("null");
        } else {
            quote(text);
        }
        return flushed();
    }

    public JsonWriter number(long number) {
        separate();
        put(Long.toString(number));
        return flushed();
    }

    public JsonWriter bool(boolean value) {
        separate();
        put(String.valueOf(value));
        return flushed();
    }

    /** A value that is JSON already; written as it is. */
    public JsonWriter raw(CharSequence json) {
        separate();
        put(json.toString());
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
            if (!container.hasNext()) {
                end(container.closing());
                open.pop();
                if (open.isEmpty()) {
                    return this;
                }
                continue;
            }
            Object next = container.next(this);
            if (isContainer(next)) {
                open.push(enter(next));
            } else {
                scalar(next);
            }
        }
    }

    /** A container that is being written. */
    private interface Container {
        boolean hasNext();

        /** The next value; its name is written. */
        @Nullable
        Object next(JsonWriter json);

        char closing();
    }

    /** An object as {@link JsonReader} makes most of them: by far most of what is written. */
    private static final class OpenObject implements Container {
        private final JsonObject object;
        private int at;

        OpenObject(JsonObject object) {
            this.object = object;
        }

        @Override
        public boolean hasNext() {
            return at < object.size();
        }

        @Override
        public @Nullable Object next(JsonWriter json) {
            json.name(object.name(at));
            return object.value(at++);
        }

        @Override
        public char closing() {
            return '}';
        }
    }

    private record OpenMap(Iterator<? extends Map.Entry<?, ?>> entries) implements Container {
        @Override
        public boolean hasNext() {
            return entries.hasNext();
        }

        @Override
        public @Nullable Object next(JsonWriter json) {
            Map.Entry<?, ?> entry = entries.next();
            json.name((String) entry.getKey());
            return entry.getValue();
        }

        @Override
        public char closing() {
            return '}';
        }
    }

    private record OpenArray(Iterator<?> items) implements Container {
        @Override
        public boolean hasNext() {
            return items.hasNext();
        }

        @Override
        public @Nullable Object next(JsonWriter json) {
            return items.next();
        }

        @Override
        public char closing() {
            return ']';
        }
    }

    private static boolean isContainer(@Nullable Object value) {
        return value instanceof Map || value instanceof Iterable;
    }

    private Container enter(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            begin('{');
            return map instanceof JsonObject object
                    ? new OpenObject(object)
                    : new OpenMap(map.entrySet().iterator());
        }
        begin('[');
        return new OpenArray(
                value instanceof Iterable<?> items
                        ? items.iterator()
                        : List.of().iterator());
    }

    private JsonWriter scalar(@Nullable Object value) {
        if (value == null || value instanceof String) {
            return string((String) value);
        }
        separate();
        if (value instanceof Double || value instanceof Float) {
            put(PythonFloat.text(((Number) value).doubleValue()));
        } else if (value instanceof Boolean
                || value instanceof Long
                || value instanceof Integer
                || value instanceof Short
                || value instanceof Byte
                || value instanceof BigInteger) {
            put(value.toString());
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
                if (out instanceof Writer writer) {
                    writer.write(buffer, 0, length);
                } else {
                    out.append(toString());
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            length = 0;
        }
    }

    /** Starts anew with an empty text, whatever was left open. A memory that a very long text took is let go of. */
    public void clear() {
        if (buffer.length > LARGE) {
            buffer = new char[SMALL];
        }
        length = 0;
        depth = 0;
        afterName = false;
    }

    /** Characters written and not yet flushed. */
    public int length() {
        return length;
    }

    @Override
    public String toString() {
        return new String(buffer, 0, length);
    }

    private JsonWriter begin(char bracket) {
        separate();
        put(bracket);
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
        put(bracket);
        return flushed();
    }

    private void separate() {
        if (afterName) {
            afterName = false;
            return;
        }
        if (depth > 0) {
            if (hasEntry[depth - 1]) {
                put(style.comma);
            }
            hasEntry[depth - 1] = true;
            newLine();
        }
    }

    private void newLine() {
        if (style.indent > 0) {
            int spaces = depth * style.indent;
            makeRoom(1 + Math.min(spaces, SPACES.length));
            buffer[length++] = '\n';
            for (; spaces > SPACES.length; spaces -= SPACES.length) {
                spaces(SPACES.length);
                flushed();
            }
            spaces(spaces);
        }
    }

    private void spaces(int count) {
        makeRoom(count);
        System.arraycopy(SPACES, 0, buffer, length, count);
        length += count;
    }

    private void quote(String text) {
        put('"');
        int end = text.length();
        int from = 0;
        for (; end - from > PIECE; from += PIECE) {
            piece(text, from, from + PIECE);
            flushed();
        }
        piece(text, from, end);
        put('"');
    }

    /** Most texts have nothing to escape: they are copied whole, and then looked through. */
    private void piece(String text, int from, int end) {
        makeRoom(end - from);
        char[] copied = buffer;
        int to = length;
        text.getChars(from, end, copied, to);
        int i = from;
        while (i < end && isPlain(copied[to])) {
            to++;
            i++;
        }
        length = to;
        for (; i < end; i++) {
            char c = text.charAt(i);
            if (isPlain(c)) {
                put(c);
            } else {
                escape(c);
            }
        }
    }

    private static boolean isPlain(char c) {
        return c < PLAIN.length && PLAIN[c];
    }

    private void escape(char c) {
        put('\\');
        switch (c) {
            case '"', '\\' -> put(c);
            case '\n' -> put('n');
            case '\r' -> put('r');
            case '\t' -> put('t');
            case '\f' -> put('f');
            case '\b' -> put('b');
            default -> {
                put('u');
                put(HEX[c >> 12]);
                put(HEX[c >> 8 & 0xf]);
                put(HEX[c >> 4 & 0xf]);
                put(HEX[c & 0xf]);
            }
        }
    }

    private void put(char c) {
        if (length == buffer.length) {
            makeRoom(1);
        }
        buffer[length++] = c;
    }

    private void put(String text) {
        int more = text.length();
        makeRoom(more);
        text.getChars(0, more, buffer, length);
        length += more;
    }

    private void makeRoom(int more) {
        if (buffer.length - length < more) {
            buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, length + more));
        }
    }

    private JsonWriter flushed() {
        if (out != null && length >= FLUSH_AT) {
            flush();
        }
        return this;
    }
}
