package org.osprofiler.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** At most one of the options that name a {@link TraceFormat}. */
final class FormatOption {

    private @Nullable TraceFormat chosen;

    @Option(names = "--json", description = "The report, as Python's osprofiler prints it.")
    void json(boolean given) {
        choose(given, TraceFormat.JSON);
    }

    @Option(names = "--html", description = "One page that needs nothing else.")
    void html(boolean given) {
        choose(given, TraceFormat.HTML);
    }

    @Option(names = "--text", description = "A tree. The default on a terminal; elsewhere --json is.")
    void text(boolean given) {
        choose(given, TraceFormat.TEXT);
    }

    @Option(names = "--dot", description = "A graph for Graphviz.")
    void dot(boolean given) {
        choose(given, TraceFormat.DOT);
    }

    @Option(names = "--otlp", description = "OpenTelemetry's JSON, for an OTLP endpoint or another trace viewer.")
    void otlp(boolean given) {
        choose(given, TraceFormat.OTLP);
    }

    @Option(names = "--chrome", description = "Chrome's trace events, for Perfetto or a browser's profiler.")
    void chrome(boolean given) {
        choose(given, TraceFormat.CHROME);
    }

    /** picocli also calls with false, for an option that is not given. */
    private void choose(boolean given, TraceFormat format) {
        if (given) {
            chosen = format;
        }
    }

    @Nullable
    TraceFormat chosen() {
        return chosen;
    }
}
