package org.osprofiler.store;

import org.jspecify.annotations.Nullable;

/** A store failed; the message names it and says what happened, without secrets. */
public class StoreException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public StoreException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
