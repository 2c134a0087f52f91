package org.osprofiler.cli;

import java.io.IOException;

/** The three lines that OpenStack's clients print after a profiled request. */
final class TraceHint {

    private TraceHint() {}

    static void write(Appendable out, String baseId) throws IOException {
        out.append("Trace ID: ").append(baseId).append('\n');
        out.append("To display trace use next command:\n");
        out.append("osprofiler trace show --html ").append(baseId).append('\n');
    }
}
