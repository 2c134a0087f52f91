package org.osprofiler.cli;

import org.jspecify.annotations.Nullable;

/** Ends a command: the line for the user, and the exit code. The cause is shown under {@code --debug}. */
final class Failure extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int exitCode;

    private Failure(int exitCode, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode;
    }

    /** What was asked for is not there, or failed a check. */
    static Failure failed(String message) {
        return new Failure(ExitCode.FAILED, message, null);
    }

    static Failure failed(String message, Throwable cause) {
        return new Failure(ExitCode.FAILED, message, cause);
    }

    /** Wrong usage or configuration. */
    static Failure usage(String message) {
        return new Failure(ExitCode.USAGE, message, null);
    }

    static Failure usage(String message, Throwable cause) {
        return new Failure(ExitCode.USAGE, message, cause);
    }

    /** A server did not answer. */
    static Failure unreachable(String message, Throwable cause) {
        return new Failure(ExitCode.UNREACHABLE, message, cause);
    }

    int exitCode() {
        return exitCode;
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
