package org.osprofiler.wire;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A text is no JSON; the message says what was found. */
public final class MalformedJsonException extends IOException {

    private static final long serialVersionUID = 1L;

    MalformedJsonException(@Nullable String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
