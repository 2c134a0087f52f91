package org.osprofiler.wire;

import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * Times on the wire: UTC, without a zone, always with six digits of a second.
 *
 * <p>Python's {@code datetime.utcnow().strftime("%Y-%m-%dT%H:%M:%S.%f")} ({@code osprofiler/profiler.py}).
 */
public final class Timestamp {

    private Timestamp() {}

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
