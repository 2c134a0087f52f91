package org.osprofiler.wire;

import java.io.IOException;
import java.io.Reader;

/**
 * JSON in which {@code \ud800} and the like stand as the characters themselves. Python takes half a pair anywhere; the parser
 * takes it as an escape in a value, but in a property's name only as it is.
 */
final class SurrogateEscapes extends Reader {

    /** A back slash, a u, four digits. */
    private static final int LENGTH = 6;

    private final Reader json;
    private final char[] buffer = new char[8192];
    private int from;
    private int to;
    private boolean afterBackSlash;

    SurrogateEscapes(Reader json) {
        this.json = json;
    }

    /** Whether there may be one; other texts need no second look. */
    static boolean mayBeIn(String json) {
        return json.contains("\\ud") || json.contains("\\uD");
    }

    @Override
    public int read(char[] out, int offset, int length) throws IOException {
        int written = 0;
        while (written < length) {
            if (from == to) {
                if (written > 0) {
                    return written;
                }
                if (!has(1)) {
                    return -1;
                }
            }
            out[offset + written++] = next();
        }
        return written;
    }

    private char next() throws IOException {
        char c = buffer[from];
        if (afterBackSlash) {
            afterBackSlash = false;
        } else if (c == '\\') {
            int surrogate = surrogate();
            if (surrogate >= 0) {
                from += LENGTH;
                return (char) surrogate;
            }
            afterBackSlash = true;
        }
        from++;
        return c;
    }

    /** The one whose escape begins here, or -1. */
    private int surrogate() throws IOException {
        if (!has(LENGTH) || buffer[from + 1] != 'u') {
            return -1;
        }
        int code = 0;
        for (int i = 2; i < LENGTH; i++) {
            char digit = buffer[from + i];
            int value = digit < 128 ? Character.digit(digit, 16) : -1;
            if (value < 0) {
                return -1;
            }
            code = code * 16 + value;
        }
        return code >= Character.MIN_SURROGATE && code <= Character.MAX_SURROGATE ? code : -1;
    }

    /** Whether that many characters are there; reads them. */
    private boolean has(int wanted) throws IOException {
        while (to - from < wanted) {
            if (buffer.length - from < wanted || from == to) {
                System.arraycopy(buffer, from, buffer, 0, to - from);
                to -= from;
                from = 0;
            }
            int read = json.read(buffer, to, buffer.length - to);
            if (read < 0) {
                return false;
            }
            to += read;
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        json.close();
    }
}
