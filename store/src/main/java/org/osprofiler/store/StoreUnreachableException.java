package org.osprofiler.store;

import org.jspecify.annotations.Nullable;

/** There is no connection to a store, or none that is let in. */
public final class StoreUnreachableException extends StoreException {

    private static final long serialVersionUID = 1L;

    public StoreUnreachableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
