package org.osprofiler.report;

/** White space as Python's {@code str.isspace} has it; Java's own knows no no-break spaces. */
final class WhiteSpace {

    private WhiteSpace() {}

    static boolean is(char c) {
        if (c < 0x80) {
            return c == ' ' || c >= '\t' && c <= '\r' || c >= 0x1c && c <= 0x1f;
        }
        return c == 0x85 || Character.isSpaceChar(c);
    }
}
