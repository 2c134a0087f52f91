package org.osprofiler.report;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** UUIDs as Python's {@code uuid.UUID} reads them: dashes, braces and {@code urn:uuid:} may be there or not. */
public final class PythonUuid {

    private static final Pattern DIGITS = Pattern.compile("[0-9a-f]{32}");

    private PythonUuid() {}

    /** Its 32 hexadecimal digits, in small letters; empty when the text is none. */
    public static Optional<String> digits(String text) {
        String without = text.replace("urn:", "").replace("uuid:", "");
        int from = 0;
        int to = without.length();
        while (from < to && isBrace(without.charAt(from))) {
            from++;
        }
        while (to > from && isBrace(without.charAt(to - 1))) {
            to--;
        }
        String digits = without.substring(from, to).replace("-", "").toLowerCase(Locale.ROOT);
        return DIGITS.matcher(digits).matches() ? Optional.of(digits) : Optional.empty();
    }

    private static boolean isBrace(char c) {
        return c == '{' || c == '}';
    }
}
