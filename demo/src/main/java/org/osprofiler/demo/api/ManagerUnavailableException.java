package org.osprofiler.demo.api;

import org.jspecify.annotations.Nullable;

/** No answer from volume-manager. */
final class ManagerUnavailableException extends Exception {

    private static final long serialVersionUID = 1;

    ManagerUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
