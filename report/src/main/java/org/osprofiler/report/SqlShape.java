package org.osprofiler.report;

/**
 * A statement without what differs from one execution to the next, so that repeated queries are found.
 *
 * <p>In one pass from the left, in linear time: strings become {@code ?} and comments a space, then bind markers
 * ({@code %(x)s}, {@code %s}, {@code :x}, {@code $1}) and free-standing numbers with their sign become {@code ?},
 * {@code (?, ?, ?)} becomes {@code (?)}, and white space is one space. A quote or comment that is not closed stays as it is.
 */
final class SqlShape {

    private static final char VALUE = '?';

    private final String sql;
    private final ShapeText shape;
    private int at;
    /** The character before {@link #at}, as it is once strings, comments and markers are replaced. */
    private char before = ' ';
    /** Whether a marker ends at {@link #at}: no other with a colon follows it at once. */
    private boolean afterMarker;
    /** Whether the rest of the text has no end of a comment: it is searched once only. */
    private boolean noCommentEnds;

    private SqlShape(String sql) {
        this.sql = sql;
        this.shape = new ShapeText(sql.length());
    }

    /** The shape of a statement. {@code SELECT a FROM b WHERE id IN (1, 2)} has {@code SELECT a FROM b WHERE id IN (?)}. */
    static String of(String statement) {
        return new SqlShape(statement).read();
    }

    private String read() {
        while (at < sql.length()) {
            step();
        }
        return shape.toString();
    }

    private void step() {
        char c = sql.charAt(at);
        int comment = endOfComment(c);
        int string = endOfString(c);
        int marker = endOfMarker(c);
        int number = endOfNumber(c);
        if (comment > at) {
            take(comment, ' ', ' ');
        } else if (string > at) {
            take(string, VALUE, VALUE);
        } else if (marker > at) {
            take(marker, VALUE, VALUE);
            afterMarker = true;
        } else if (number > at) {
            take(number, VALUE, sql.charAt(number - 1));
        } else {
            take(at + 1, c, c);
        }
    }

    private void take(int end, char written, char seenByTheNext) {
        shape.add(written);
        at = end;
        before = seenByTheNext;
        afterMarker = false;
    }

    /** Where the comment that begins here ends; {@link #at} when none does. So do the other three. */
    private int endOfComment(char c) {
        char next = charAt(at + 1);
        if (c == '-' && next == '-') {
            int end = sql.indexOf('\n', at);
            return end < 0 ? sql.length() : end;
        }
        if (c != '/' || next != '*' || noCommentEnds) {
            return at;
        }
        int end = sql.indexOf("*/", at + 2);
        noCommentEnds = end < 0;
        return noCommentEnds ? at : end + 2;
    }

    /** Two quotes in a string are one quote of it, unless nothing closes the string behind them: then the first one does. */
    private int endOfString(char c) {
        if (c != '\'') {
            return at;
        }
        int lastPair = -1;
        int quote = sql.indexOf('\'', at + 1);
        while (quote >= 0) {
            if (charAt(quote + 1) != '\'') {
                return quote + 1;
            }
            lastPair = quote;
            quote = sql.indexOf('\'', quote + 2);
        }
        return lastPair < 0 ? at : lastPair + 1;
    }

    private int endOfMarker(char c) {
        return switch (c) {
            case '%' -> endOfPercentMarker();
            case ':' -> afterMarker || isWord(before) || before == ':' ? at : endIfAny(endOfWord(at + 1));
            case '$' -> endIfAny(endOfDigits(at + 1));
            default -> at;
        };
    }

    private int endOfPercentMarker() {
        char next = charAt(at + 1);
        if (next == 's') {
            return at + 2;
        }
        int end = next == '(' ? endOfWord(at + 2) : at;
        return end > at + 2 && sql.startsWith(")s", end) ? end + 2 : at;
    }

    private int endIfAny(int end) {
        return end > at + 1 ? end : at;
    }

    private int endOfNumber(char c) {
        if (isWord(before) || before == '.') {
            return at;
        }
        int from = c == '-' || c == '+' ? at + 1 : at;
        int end = endOfDigits(from);
        if (end == from) {
            return at;
        }
        if (charAt(end) == '.') {
            int fraction = endOfDigits(end + 1);
            end = fraction > end + 1 ? fraction : end;
        }
        return isWord(charAt(end)) || charAt(end) == '.' ? at : end;
    }

    private int endOfDigits(int from) {
        int end = from;
        while (isDigit(charAt(end))) {
            end++;
        }
        return end;
    }

    private int endOfWord(int from) {
        int end = from;
        while (isWord(charAt(end))) {
            end++;
        }
        return end;
    }

    /** A space behind the end: it belongs to nothing. */
    private char charAt(int index) {
        return index < sql.length() ? sql.charAt(index) : ' ';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isWord(char c) {
        return isDigit(c) || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
    }
}
