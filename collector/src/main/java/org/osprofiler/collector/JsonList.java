package org.osprofiler.collector;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Takes a JSON list apart into the texts of its entries while it arrives, without reading them: an entry that is broken inside
 * does not spoil the others, and no more than one entry is kept. Works on bytes, as no part of a character in UTF-8 looks like
 * a bracket or quote. A text that is no list is one entry.
 */
final class JsonList {

    /** Bytes of an entry; a longer one is given with one byte more than that, and what follows is dropped. */
    static final int LONGEST_ENTRY = 4 * 1024 * 1024;

    private static final int END = -1;
    private static final int FIRST_ENTRY = 1024;

    private enum Place {
        BEFORE,
        INSIDE,
        AFTER
    }

    private final InputStream text;
    private final byte[] buffer = new byte[16 * 1024];
    private int at;
    private int end;
    private Place place = Place.BEFORE;
    private byte[] entry = new byte[FIRST_ENTRY];
    private int length;

    JsonList(InputStream text) {
        this.text = text;
    }

    /**
     * The next entry; null when there is none.
     *
     * @throws IllegalArgumentException when the list does not end, or something follows it
     */
    byte @Nullable [] next() throws IOException {
        if (place == Place.BEFORE) {
            skipSpace();
            if (peek() != '[') {
                place = Place.AFTER;
                return whole();
            }
            at++;
            place = Place.INSIDE;
            skipSpace();
            if (peek() == ']') {
                endOfList();
            }
        }
        return place == Place.INSIDE ? entry() : null;
    }

    private byte[] whole() throws IOException {
        while (peek() != END) {
            keep();
        }
        return kept();
    }

    /** Reads up to the comma or bracket that ends the entry, and beyond it. */
    private byte[] entry() throws IOException {
        int depth = 0;
        while (true) {
            switch (peek()) {
                case END -> throw new IllegalArgumentException("the JSON list does not end");
                case '"' -> keepText();
                case '[', '{' -> {
                    depth++;
                    keep();
                }
                case ']', '}' -> {
                    if (depth-- == 0) {
                        if (peek() == ']') {
                            endOfList();
                        } else {
                            at++;
                        }
                        return kept();
                    }
                    keep();
                }
                case ',' -> {
                    if (depth == 0) {
                        at++;
                        return kept();
                    }
                    keep();
                }
                default -> keep();
            }
        }
    }

    /** Reads a text, its quotes included. */
    private void keepText() throws IOException {
        keep();
        while (peek() != '"' && peek() != END) {
            if (peek() == '\\') {
                keep();
            }
            keep();
        }
        keep();
    }

    private void endOfList() throws IOException {
        place = Place.AFTER;
        at++;
        skipSpace();
        if (peek() != END) {
            throw new IllegalArgumentException("something follows the JSON list");
        }
    }

    private void skipSpace() throws IOException {
        for (int next = peek(); next == ' ' || next == '\n' || next == '\r' || next == '\t'; next = peek()) {
            at++;
        }
    }

    private int peek() throws IOException {
        if (at == end) {
            at = 0;
            end = Math.max(0, text.read(buffer, 0, buffer.length));
        }
        return at < end ? buffer[at] & 0xff : END;
    }

    /** Puts the byte that {@link #peek} shows into the entry, if there is one. */
    private void keep() throws IOException {
        if (peek() == END) {
            return;
        }
        if (length <= LONGEST_ENTRY) {
            if (length == entry.length) {
                entry = Arrays.copyOf(entry, Math.min(2 * length, LONGEST_ENTRY + 1));
            }
            entry[length++] = buffer[at];
        }
        at++;
    }

    private byte[] kept() {
        byte[] kept = Arrays.copyOf(entry, length);
        length = 0;
        if (entry.length > buffer.length) {
            entry = new byte[FIRST_ENTRY]; // few entries are long
        }
        return kept;
    }
}
