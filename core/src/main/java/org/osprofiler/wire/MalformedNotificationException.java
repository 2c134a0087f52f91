package org.osprofiler.wire;

/** What came is no notification; the message names the field and what is wrong with it. */
public final class MalformedNotificationException extends Exception {

    private static final long serialVersionUID = 1L;

    MalformedNotificationException(String message) {
        super(message);
    }
}
