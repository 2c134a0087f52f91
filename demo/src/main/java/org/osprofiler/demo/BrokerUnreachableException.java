package org.osprofiler.demo;

import java.io.IOException;

/** There is no connection to the named broker, or none that is let in. */
public final class BrokerUnreachableException extends IOException {

    private static final long serialVersionUID = 1L;

    BrokerUnreachableException(String message, Throwable cause) {
        super(message, cause);
    }
}
