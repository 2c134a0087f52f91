package org.osprofiler.wire;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Month;
import java.time.ZoneOffset;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Times on the wire: UTC, without a zone, always with six digits of a second.
 *
 * <p>Python's {@code datetime.utcnow().strftime("%Y-%m-%dT%H:%M:%S.%f")} ({@code osprofiler/profiler.py}).
 */
public final class Timestamp {

    /** What Python's {@code datetime.strptime} takes for {@code %Y-%m-%dT%H:%M:%S.%f}; leap seconds fail later on. */
    private static final Pattern PYTHON = Pattern.compile("(\\p{Nd}{4})-(1[0-2]|0[1-9]|[1-9])"
            + "-(3[01]|[12]\\p{Nd}|0[1-9]|[1-9]| [1-9])[Tt](2[0-3]|[01]\\p{Nd}|\\p{Nd})"
            + ":([0-5]\\p{Nd}|\\p{Nd}):([0-5]\\p{Nd}|\\p{Nd})\\.([0-9]{1,6})");

    /** Characters of a timestamp as processes write it. */
    private static final int LENGTH = 26;

    private static final long UNUSUAL = Long.MIN_VALUE;

    private Timestamp() {}

    /**
     * Reads what Python's report reads: also single digits ({@code 2026-3-4T9:6:3.5}), but no zone, and never without a
     * fraction.
     *
     * @return microseconds since 1970 in UTC; empty for any other text
     */
    public static OptionalLong parse(String text) {
        long seconds = secondsOfUsual(text);
        if (seconds != UNUSUAL) {
            return OptionalLong.of(seconds * 1_000_000 + digits(text, 20, LENGTH));
        }
        return parseUnusual(text);
    }

    /** What processes write: {@code 2026-03-14T09:26:53.589793}; faster, as a trace has millions. */
    private static long secondsOfUsual(String text) {
        if (text.length() != LENGTH
                || text.charAt(4) != '-'
                || text.charAt(7) != '-'
                || text.charAt(10) != 'T'
                || text.charAt(13) != ':'
                || text.charAt(16) != ':'
                || text.charAt(19) != '.'
                || digits(text, 20, LENGTH) < 0) {
            return UNUSUAL;
        }
        int year = digits(text, 0, 4);
        int month = digits(text, 5, 7);
        int day = digits(text, 8, 10);
        int hour = digits(text, 11, 13);
        int minute = digits(text, 14, 16);
        int second = digits(text, 17, 19);
        boolean known = year > 0
                && month > 0
                && month <= 12
                && day > 0
                && day <= Month.of(month).minLength()
                && hour >= 0
                && hour < 24
                && minute >= 0
                && minute < 60
                && second >= 0
                && second < 60;
        return known
                ? LocalDate.of(year, month, day).toEpochDay() * 86_400 + hour * 3_600L + minute * 60L + second
                : UNUSUAL;
    }

    /** The number that stands there; -1 when something else than digits does. */
    private static int digits(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return number;
    }

    private static OptionalLong parseUnusual(String text) {
        Matcher parts = PYTHON.matcher(text);
        if (!parts.matches()) {
            return OptionalLong.empty();
        }
        int year = number(parts.group(1));
        if (year == 0) {
            return OptionalLong.empty();
        }
        try {
            long seconds = LocalDateTime.of(
                            year,
                            number(parts.group(2)),
                            number(parts.group(3)),
                            number(parts.group(4)),
                            number(parts.group(5)),
                            number(parts.group(6)))
                    .toEpochSecond(ZoneOffset.UTC);
            String fraction = parts.group(7);
            int micros = number(fraction + "0".repeat(6 - fraction.length()));
            return OptionalLong.of(seconds * 1_000_000 + micros);
        } catch (DateTimeException e) {
            return OptionalLong.empty(); // the 30th of February
        }
    }

    /** Digits of any script, also of those whose digits take two chars, which Integer.parseInt does not know; or a space. */
    private static int number(String digits) {
        int number = 0;
        int digit;
        for (int i = 0; i < digits.length(); i += Character.charCount(digit)) {
            digit = digits.codePointAt(i);
            number = digit == ' ' ? number : number * 10 + Character.digit(digit, 10);
        }
        return number;
    }

    /** Whether a text is what {@link #append} writes for a time. */
    public static boolean isWritten(String text, long epochMicros) {
        long seconds = secondsOfUsual(text);
        if (seconds != UNUSUAL) {
            return seconds * 1_000_000 + digits(text, 20, LENGTH) == epochMicros;
        }
        StringBuilder written = new StringBuilder(LENGTH);
        append(written, epochMicros);
        return text.contentEquals(written);
    }

    /** Appends {@code 2026-03-14T09:26:53.589793}. */
    public static void append(StringBuilder out, long epochMicros) {
        append(out, epochMicros, 'T');
    }

    /** {@code 2026-03-14 09:26:53.589793}, as oslo.messaging has it around a payload. */
    public static String withSpace(long epochMicros) {
        StringBuilder text = new StringBuilder(26);
        append(text, epochMicros, ' ');
        return text.toString();
    }

    private static void append(StringBuilder out, long epochMicros, char separator) {
        long seconds = Math.floorDiv(epochMicros, 1_000_000L);
        int micros = (int) Math.floorMod(epochMicros, 1_000_000L);
        LocalDateTime time = LocalDateTime.ofEpochSecond(seconds, 0, ZoneOffset.UTC);
        digits(out, time.getYear(), 4);
        digits(out, time.getMonthValue(), 2, '-');
        digits(out, time.getDayOfMonth(), 2, '-');
        digits(out, time.getHour(), 2, separator);
        digits(out, time.getMinute(), 2, ':');
        digits(out, time.getSecond(), 2, ':');
        digits(out, micros, 6, '.');
    }

    private static void digits(StringBuilder out, int number, int width, char before) {
        digits(out.append(before), number, width);
    }

    private static void digits(StringBuilder out, int number, int width) {
        int scale = 1;
        for (int i = 1; i < width; i++) {
            scale *= 10;
        }
        for (; scale > 0; scale /= 10) {
            out.append((char) ('0' + number / scale % 10));
        }
    }
}
