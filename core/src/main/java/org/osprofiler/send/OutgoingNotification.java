package org.osprofiler.send;

/**
 * A notification ready to be sent.
 *
 * @param messageId made once and kept over retries, so that whoever stores it can tell a repetition
 * @param epochMicros when it was made
 * @param payload the payload, as JSON (ASCII only)
 */
public record OutgoingNotification(String messageId, long epochMicros, String payload) {}
