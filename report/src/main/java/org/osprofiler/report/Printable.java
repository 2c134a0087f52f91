package org.osprofiler.report;

/**
 * Makes a text from a trace safe to look at: what steers a terminal, turns the direction of writing, or cannot be encoded is
 * shown as {@code \\u001b}. Traces hold texts that strangers chose, such as paths and queries.
 */
public final class Printable {

    private static final int CUT_MARK = '…';

    private Printable() {}

    /** The text with everything invisible made visible; the same object when there was nothing. */
    public static String of(String text) {
        return with(text, "\\u");
    }

    /** As {@link #of}, with another mark before the four digits. */
    static String with(String text, String mark) {
        for (int i = 0; i < text.length(); i++) {
            if (mustShow(text, i)) {
                return escaped(text, i, mark);
            }
        }
        return text;
    }

    /** At most {@code max} characters of the text, with {@code …} at the end where it was cut. */
    public static String cut(String text, int max) {
        if (text.length() <= max || text.codePointCount(0, text.length()) <= max) {
            return text;
        }
        return new StringBuilder(text.substring(0, text.offsetByCodePoints(0, Math.max(0, max - 1))))
                .appendCodePoint(CUT_MARK)
                .toString();
    }

    private static String escaped(String text, int from, String mark) {
        StringBuilder shown = new StringBuilder(text.length() + 16).append(text, 0, from);
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (mustShow(text, i)) {
                shown.append(mark).append(String.format("%04x", (int) c));
            } else {
                shown.append(c);
            }
        }
        return shown.toString();
    }

    private static boolean mustShow(String text, int at) {
        char c = text.charAt(at);
        if (c < 127) {
            return c < ' ';
        }
        int whole = Character.isLowSurrogate(c) && at > 0 ? text.codePointBefore(at + 1) : text.codePointAt(at);
        return switch (Character.getType(whole)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.UNASSIGNED -> c != '\u200d'; // joins emoji
            case Character.SURROGATE -> true; // a half
            default -> false;
        };
    }
}
