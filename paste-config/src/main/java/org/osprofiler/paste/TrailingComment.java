package org.osprofiler.paste;

import org.osprofiler.wire.PythonText;

/**
 * A {@code #} after white space ends a line's value in the osprofiler section (contract D6), because guides that people copy
 * write comments so, and no key may come out of a comment. Python keeps the comment as part of the value.
 */
final class TrailingComment {

    private TrailingComment() {}

    /** The value without its comments; the same object when there are none. */
    static String cut(String value) {
        if (value.indexOf('#') < 0) {
            return value;
        }
        StringBuilder kept = new StringBuilder();
        boolean found = false;
        for (String line : value.split("\n", -1)) {
            int end = end(line);
            found |= end < line.length();
            kept.append(PythonText.strip(line.substring(0, end))).append('\n');
        }
        return found ? stripLineFeeds(kept) : value;
    }

    private static int end(String line) {
        for (int i = line.indexOf('#'); i >= 0; i = line.indexOf('#', i + 1)) {
            if (i == 0 || PythonText.isSpace(line.charAt(i - 1))) {
                return i;
            }
        }
        return line.length();
    }

    private static String stripLineFeeds(StringBuilder text) {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == '\n') {
            end--;
        }
        return text.substring(0, end);
    }
}
