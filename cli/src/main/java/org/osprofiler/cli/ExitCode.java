package org.osprofiler.cli;

/** What the shell is told. */
final class ExitCode {

    static final int DONE = 0;

    /** The thing asked for does not exist, or failed a check. */
    static final int FAILED = 1;

    /** Wrong usage or configuration. */
    static final int USAGE = 2;

    /** A server could not be reached. */
    static final int UNREACHABLE = 3;

    private ExitCode() {}
}
