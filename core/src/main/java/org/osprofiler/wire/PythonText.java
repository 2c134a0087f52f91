package org.osprofiler.wire;

/** What Python's {@code str} methods do differently from Java's. */
public final class PythonText {

    private PythonText() {}

    /** {@code str.strip()}: takes off all white space that Python knows, at both ends. */
    public static String strip(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && isSpace(text.charAt(from))) {
            from++;
        }
        while (to > from && isSpace(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }

    /** {@code str.isspace()} of one character; Java's differ for U+0085, U+00A0, U+2007, U+202F. */
    public static boolean isSpace(char c) {
        return Character.isWhitespace(c) || c == '\u0085' || c == '\u00a0' || c == '\u2007' || c == '\u202f';
    }
}
