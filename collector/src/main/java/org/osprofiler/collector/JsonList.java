package org.osprofiler.collector;

import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Takes a JSON list apart into the texts of its entries, without reading them: an entry that is broken inside does not spoil
 * the others. Works on bytes, as no part of a character in UTF-8 looks like a bracket or quote.
 */
final class JsonList {

    private final byte[] text;
    private int at;

    private JsonList(byte[] text) {
        this.text = text;
    }

    /**
     * Gives each entry to {@code entries}. A text that is no list is one entry.
     *
     * @throws IllegalArgumentException when the list does not end, or something follows it
     */
    static void split(byte[] text, Consumer<byte[]> entries) {
        new JsonList(text).split(entries);
    }

    private void split(Consumer<byte[]> entries) {
        skipSpace();
        if (at == text.length || text[at] != '[') {
            entries.accept(text);
            return;
        }
        at++;
        skipSpace();
        boolean empty = at < text.length && text[at] == ']';
        while (!empty) {
            int from = at;
            skipEntry();
            entries.accept(Arrays.copyOfRange(text, from, at));
            if (text[at] == ']') {
                break;
            }
            at++;
        }
        at++;
        skipSpace();
        if (at < text.length) {
            throw new IllegalArgumentException("something follows the JSON list");
        }
    }

    private void skipSpace() {
        while (at < text.length && (text[at] == ' ' || text[at] == '\n' || text[at] == '\r' || text[at] == '\t')) {
            at++;
        }
    }

    /** Moves to the comma or bracket that ends the entry. */
    private void skipEntry() {
        int depth = 0;
        for (; at < text.length; at++) {
            switch (text[at]) {
                case '"' -> skipText();
                case '[', '{' -> depth++;
                case ']', '}' -> {
                    if (depth-- == 0) {
                        return;
                    }
                }
                case ',' -> {
                    if (depth == 0) {
                        return;
                    }
                }
                default -> {}
            }
        }
        throw new IllegalArgumentException("the JSON list does not end");
    }

    /** Moves to the quote that ends a text. */
    private void skipText() {
        for (at++; at < text.length && text[at] != '"'; at++) {
            if (text[at] == '\\') {
                at++;
            }
        }
    }
}
