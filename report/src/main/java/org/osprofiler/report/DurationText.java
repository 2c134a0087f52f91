package org.osprofiler.report;

import java.util.Locale;

/** Durations for people: three digits, in the unit that fits. */
public final class DurationText {

    private DurationText() {}

    /** {@code 850 µs}, {@code 3.25 ms}, {@code 149 ms}, {@code 12.3 s}, {@code 2 min 5 s}, {@code 3 h 12 min}, {@code 6 d 4 h}. */
    public static String of(long micros) {
        if (micros < 0) {
            return "-" + of(micros == Long.MIN_VALUE ? Long.MAX_VALUE : -micros);
        }
        if (micros < 1_000) {
            return micros + " µs";
        }
        if (micros < 999_500) {
            return threeDigits(micros / 1e3) + " ms";
        }
        if (micros < 59_950_000) {
            return threeDigits(micros / 1e6) + " s";
        }
        long seconds = rounded(micros, 1_000_000);
        if (seconds < 3_600) {
            return seconds / 60 + " min " + seconds % 60 + " s";
        }
        long minutes = rounded(micros, 60_000_000L);
        if (minutes < 72 * 60) {
            return minutes / 60 + " h " + minutes % 60 + " min";
        }
        long hours = rounded(micros, 3_600_000_000L);
        return hours / 24 + " d " + hours % 24 + " h";
    }

    private static long rounded(long micros, long unit) {
        return micros / unit + (micros % unit * 2 >= unit ? 1 : 0);
    }

    private static String threeDigits(double value) {
        return String.format(Locale.ROOT, value < 9.995 ? "%.2f" : value < 99.95 ? "%.1f" : "%.0f", value);
    }
}
