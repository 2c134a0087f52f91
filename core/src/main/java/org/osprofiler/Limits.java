package org.osprofiler;

import java.time.Duration;

/**
 * What keeps one trace, or one key, from harming the application. Each is an option of the same name.
 *
 * @param maxHeaderLength characters of a trace header; longer ones are not accepted
 * @param maxKeys keys in {@code hmac_keys}: each costs a signature for every signed request
 * @param maxRootsPerSecond traces that one key may open in a second
 * @param maxSpans spans of one trace in this JVM
 * @param maxStatement characters of a statement, path or query
 * @param maxMessage characters of an exception's message
 * @param maxText characters of any other text
 * @param maxNotification characters of a notification; a longer one is sent without its details
 * @param queue notifications that may wait to be sent
 * @param queueBytes characters that waiting notifications of 1,024 or more may have together
 * @param maxTraceTime after which an open root counts as lost
 * @param closeTimeout for sending what waits when the application stops
 */
public record Limits(
        int maxHeaderLength,
        int maxKeys,
        int maxRootsPerSecond,
        int maxSpans,
        int maxStatement,
        int maxMessage,
        int maxText,
        int maxNotification,
        int queue,
        long queueBytes,
        Duration maxTraceTime,
        Duration closeTimeout) {

    public static final Limits DEFAULTS = new Limits(
            4096,
            8,
            50,
            50_000,
            16 * 1024,
            16 * 1024,
            1024,
            64 * 1024,
            65_536,
            32L * 1024 * 1024,
            Duration.ofMinutes(10),
            Duration.ofSeconds(5));

    public Limits {
        atLeast("max_header_length", maxHeaderLength, 128);
        atLeast("max_keys", maxKeys, 1);
        atLeast("max_roots_per_second", maxRootsPerSecond, 1);
        atLeast("max_spans", maxSpans, 1);
        atLeast("max_statement", maxStatement, 16);
        atLeast("max_message", maxMessage, 16);
        atLeast("max_text", maxText, 16);
        atLeast("max_notification", maxNotification, 1024);
        atLeast("queue", queue, 16);
        atLeast("queue_bytes", queueBytes, 64 * 1024);
        atLeast("max_trace_time", maxTraceTime.toSeconds(), 1);
        atLeast("close_timeout", closeTimeout.toSeconds(), 0);
    }

    private static void atLeast(String option, long value, long least) {
        if (value < least) {
            throw new IllegalArgumentException(option + " = " + value + ": must be at least " + least);
        }
    }
}
