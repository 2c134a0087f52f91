package org.osprofiler.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * One line of text for a {@link Terminal}: cut to its width, and nothing in it steers the terminal, see {@link Printable}. A
 * colour only repeats what the text says.
 */
final class TextLine {

    /** How a part of the line looks, where there are colours. */
    enum Look {
        PLAIN(""),
        STRONG("\u001b[1m"),
        DIM("\u001b[2m"),
        BAD("\u001b[31m"),
        CRITICAL("\u001b[33m");

        private static final String RESET = "\u001b[0m";

        private final String on;

        Look(String on) {
            this.on = on;
        }
    }

    private record Part(Look look, String text) {}

    private static final String CUT_MARK = "…";

    private final Terminal terminal;
    private final List<Part> parts = new ArrayList<>();
    private int columns;

    TextLine(Terminal terminal) {
        this.terminal = terminal;
    }

    TextLine add(String text) {
        return add(Look.PLAIN, text);
    }

    TextLine add(Look look, String text) {
        // What comes behind the width cannot be seen: a statement may have megabytes.
        String visible = Printable.of(Printable.cut(text, terminal.width() + 1));
        parts.add(new Part(look, visible));
        columns += columnsOf(visible);
        return this;
    }

    /** Whether a text fits behind what is there. */
    boolean fits(String text) {
        return columns + columnsOf(text) <= terminal.width();
    }

    /** Adds a text that ends {@code size} columns from here, if it is not longer. */
    TextLine addRight(int size, String text) {
        return add(" ".repeat(Math.max(0, size - columnsOf(text))) + text);
    }

    /** Writes the line and its end. */
    void end(Appendable out) throws IOException {
        int left = columns <= terminal.width() ? columns : terminal.width() - 1;
        for (Part part : parts) {
            int end = endWithin(part.text, left);
            left -= columnsOf(part.text.substring(0, end));
            write(out, part, end);
            if (end < part.text.length()) {
                break;
            }
        }
        out.append(columns <= terminal.width() ? "\n" : CUT_MARK + "\n");
    }

    private void write(Appendable out, Part part, int end) throws IOException {
        boolean coloured = terminal.colours() && part.look != Look.PLAIN && end > 0;
        out.append(coloured ? part.look.on : "").append(part.text, 0, end).append(coloured ? Look.RESET : "");
    }

    /** How much of a text fits. */
    private static int endWithin(String text, int columns) {
        int left = columns;
        int end = 0;
        while (end < text.length()) {
            int character = text.codePointAt(end);
            left -= columnsOf(character);
            if (left < 0) {
                break;
            }
            end += Character.charCount(character);
        }
        return end;
    }

    private static int columnsOf(String text) {
        int sum = 0;
        int character;
        for (int i = 0; i < text.length(); i += Character.charCount(character)) {
            character = text.codePointAt(i);
            sum += columnsOf(character);
        }
        return sum;
    }

    /** Characters of East Asia and pictures take two columns; where in doubt a line is rather too short. */
    private static int columnsOf(int character) {
        boolean wide = character >= 0x1100 && character <= 0x115f
                || character >= 0x2e80 && character <= 0xa4cf
                || character >= 0xac00 && character <= 0xd7a3
                || character >= 0xf900 && character <= 0xfaff
                || character >= 0xfe30 && character <= 0xfe6f
                || character >= 0xff00 && character <= 0xff60
                || character >= 0xffe0 && character <= 0xffe6
                || character >= 0x1f000 && character <= 0x1faff
                || character >= 0x20000 && character <= 0x3fffd;
        return wide ? 2 : 1;
    }
}
