package org.osprofiler.cli;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.osprofiler.report.Terminal;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code osprofiler trace show}. */
@Command(
        name = "show",
        description = "Shows one trace, from a store or from a file.",
        footer = {
            "%nExamples:",
            "  osprofiler trace show --html --out trace.html 3b1e2d64-7d6f-4b0c-9d2e-2f9c1f1f1a55",
            "  osprofiler trace show --text notifications.jsonl"
        })
final class TraceShow implements Callable<Integer> {

    private final Console console;

    @ArgGroup
    @Nullable
    FormatOption format;

    @Option(names = "--out", paramLabel = "FILE", description = "Write there instead of standard output.")
    @Nullable
    Path out;

    @Option(names = "--open", description = "Open it in the browser, as --html unless told otherwise.")
    boolean open;

    @Option(names = "--trace", paramLabel = "ID", description = "Which trace, of a file that holds several.")
    @Nullable
    String wanted;

    @Mixin
    StoreOption store = new StoreOption();

    /** Python's; what it stands for does not exist here. */
    @Option(names = "--local-libs", hidden = true)
    boolean localLibs;

    /** Python's; what it stands for does not exist here. */
    @Option(names = "--idle-timeout", hidden = true, paramLabel = "N")
    @Nullable
    String idleTimeout;

    @Parameters(
            paramLabel = "TRACE_ID|FILE",
            description = "A file holds a report, as --json prints it, or notifications, one JSON object a line.")
    String idOrFile = "";

    TraceShow(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        TraceSource source = TraceSource.find(idOrFile, wanted, "--trace", store, console);
        TraceFormat chosen = format();
        if (chosen != TraceFormat.HTML) { // the page says that there are no spans
            source.requireSpans(idOrFile);
        }
        Path target = target(chosen);
        if (target == null) {
            write(source, chosen, console.out(), console.terminal());
            if (chosen != TraceFormat.TEXT) {
                console.out().write('\n'); // as Python's print does
            }
            return ExitCode.DONE;
        }
        boolean written = false;
        try {
            TargetFile.write(target, file -> write(source, chosen, file, console.file()));
            written = true;
        } finally {
            if (!written && out == null) {
                Files.deleteIfExists(target); // of a name that nobody was told
            }
        }
        if (open) {
            Browser.open(target, console);
        }
        return ExitCode.DONE;
    }

    private TraceFormat format() {
        TraceFormat chosen = format == null ? null : format.chosen();
        if (chosen != null) {
            return chosen;
        }
        if (open) {
            return TraceFormat.HTML;
        }
        return out == null && console.isTerminal() ? TraceFormat.TEXT : TraceFormat.JSON;
    }

    private @Nullable Path target(TraceFormat chosen) throws IOException {
        if (out != null || !open) {
            return out;
        }
        return Files.createTempFile("osprofiler-", chosen == TraceFormat.HTML ? ".html" : ".txt");
    }

    private static void write(TraceSource source, TraceFormat chosen, Writer writer, Terminal terminal)
            throws IOException {
        chosen.write(source.trace(), source.report(), writer, terminal);
    }
}
