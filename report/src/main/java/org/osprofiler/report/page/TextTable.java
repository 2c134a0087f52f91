package org.osprofiler.report.page;

import java.util.HashMap;
import java.util.Map;

/** Different texts, numbered as they come: each a line of its own in the page's block. */
final class TextTable {

    private final Map<String, Integer> numbers = new HashMap<>();
    private final Column lines = new Column();

    /** The text's number, a new one for a new text. */
    int number(String text) {
        Integer known = numbers.get(text);
        if (known != null) {
            return known;
        }
        int number = numbers.size();
        numbers.put(text, number);
        lines.line(text);
        return number;
    }

    byte[] packed() {
        return lines.packed();
    }

    /** Line ends, and what UTF-8 cannot hold, as {@code \n} and <code>&#92;ud800</code>; what escapes is doubled. */
    static String escaped(String text) {
        int length = text.length();
        StringBuilder escaped = null;
        int plainFrom = 0;
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c != '\n' && c != '\\' && !Character.isSurrogate(c)) {
                continue;
            }
            if (Character.isHighSurrogate(c) && i + 1 < length && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
                continue;
            }
            escaped = escaped == null ? new StringBuilder(length + 16) : escaped;
            escaped.append(text, plainFrom, i);
            escaped.append(c == '\n' ? "\\n" : c == '\\' ? "\\\\" : "\\u" + Integer.toHexString(c));
            plainFrom = i + 1;
        }
        return escaped == null ? text : escaped.append(text, plainFrom, length).toString();
    }
}
