package org.osprofiler.report;

/** A file holds no trace that could be shown; the message names the file and what is wrong. */
public sealed class TraceFileException extends Exception permits SeveralTracesException {

    private static final long serialVersionUID = 1L;

    TraceFileException(String message) {
        super(message);
    }
}
