package org.osprofiler.collector;

import java.io.Serial;

/** A request that is answered with an error; a value, so it carries no stack. */
final class HttpProblem extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    private final int status;

    HttpProblem(int status, String message) {
        super(message, null, false, false);
        this.status = status;
    }

    int status() {
        return status;
    }
}
