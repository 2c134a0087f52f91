package org.osprofiler.assembler;

import java.util.List;

/** The sources are not what they have to be; the message names each place, one a line. */
final class SourcesException extends RuntimeException {

    private static final long serialVersionUID = 1;

    SourcesException(List<String> problems) {
        super(String.join("\n", problems));
    }
}
