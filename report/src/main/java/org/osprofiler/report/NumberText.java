package org.osprofiler.report;

import java.util.Locale;

/** Counts for people. */
public final class NumberText {

    private NumberText() {}

    /** {@code 1234}, {@code 12 345}: groups of three digits from 10,000 on, with a narrow space that does not break. */
    public static String of(long number) {
        return number < 10_000
                ? String.valueOf(number)
                : String.format(Locale.ROOT, "%,d", number).replace(',', '\u202f');
    }
}
