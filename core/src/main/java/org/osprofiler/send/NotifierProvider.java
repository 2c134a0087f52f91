package org.osprofiler.send;

import java.util.Set;

/**
 * Makes notifiers for some URL schemes; found by {@link java.util.ServiceLoader}.
 *
 * <p>A provider whose notifier needs an API that a server may lack must not mention that API in its own signatures or
 * fields, so that it loads everywhere.
 */
public interface NotifierProvider {

    /** The schemes, in lower case, without the colon. */
    Set<String> schemes();

    /**
     * Makes a notifier; connects to nothing yet.
     *
     * @throws IllegalArgumentException when the URL cannot be right; the message says what is allowed
     */
    Notifier create(Destination destination);
}
