package org.osprofiler.send;

import java.time.Duration;

/**
 * How a sender spends its time, in nanoseconds.
 *
 * @param poll between two looks into the queue while a trace is open
 * @param settle the same while none is, for late stops; also between two housekeepings
 * @param idle without work after which connections are let go
 * @param firstRetry after the first failure in a row; doubles with each
 * @param lastRetry what it doubles to
 */
record Pace(long poll, long settle, long idle, long firstRetry, long lastRetry) {

    static final Pace USUAL = new Pace(
            Duration.ofMillis(1).toNanos(),
            Duration.ofSeconds(1).toNanos(),
            Duration.ofMinutes(1).toNanos(),
            Duration.ofMillis(100).toNanos(),
            Duration.ofSeconds(5).toNanos());
}
