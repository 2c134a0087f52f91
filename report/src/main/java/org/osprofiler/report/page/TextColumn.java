package org.osprofiler.report.page;

import org.jspecify.annotations.Nullable;

/** A text of each row: its number in a table of the different ones. */
final class TextColumn {

    private final Column numbers = new Column();
    private final TextTable texts = new TextTable();

    /** The next row's; nothing counts as an empty text. */
    void add(@Nullable String text) {
        numbers.number(texts.number(text == null ? "" : text));
    }

    byte[] packedNumbers() {
        return numbers.packed();
    }

    byte[] packedTexts() {
        return texts.packed();
    }
}
