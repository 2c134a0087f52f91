package org.osprofiler.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.osprofiler.report.TraceDiff;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code osprofiler trace diff}. */
@Command(
        name = "diff",
        description = "Shows what got slower, faster, new or gone from one trace to another.",
        footer = {
            "%nSpans are matched by their path of names, requests, functions and statements without values; sorted by how"
                    + " much their self time changed.",
            "%nExamples:",
            "  osprofiler trace diff --text before.json after.json",
            "  osprofiler trace diff --html --out diff.html before.json after.json",
            "  osprofiler trace diff --trace-a ID --trace-b ID all.jsonl all.jsonl"
        })
final class TraceDiffCommand implements Callable<Integer> {

    private final Console console;

    @ArgGroup
    @Nullable
    DiffFormatOption format;

    @Option(names = "--out", paramLabel = "FILE", description = "Write there instead of standard output.")
    @Nullable
    Path out;

    @Option(names = "--trace-a", paramLabel = "ID", description = "Which trace, if A is a file that holds several.")
    @Nullable
    String wantedOfA;

    @Option(names = "--trace-b", paramLabel = "ID", description = "Which trace, if B is a file that holds several.")
    @Nullable
    String wantedOfB;

    @Mixin
    StoreOption store = new StoreOption();

    @Parameters(index = "0", paramLabel = "A", description = "The first trace: its id, or a file as for trace show.")
    String a = "";

    @Parameters(index = "1", paramLabel = "B", description = "The second.")
    String b = "";

    TraceDiffCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        TraceSource first = TraceSource.find(a, wantedOfA, "--trace-a", store, console);
        TraceSource second = TraceSource.find(b, wantedOfB, "--trace-b", store, console);
        first.requireSpans(a);
        second.requireSpans(b);
        TraceDiff diff = TraceDiff.of(first.trace(), second.trace());
        DiffFormat chosen = format();
        if (out != null) {
            TargetFile.write(out, file -> chosen.write(diff, file, console.file()));
            return ExitCode.DONE;
        }
        chosen.write(diff, console.out(), console.terminal());
        if (chosen != DiffFormat.TEXT) {
            console.out().write('\n');
        }
        return ExitCode.DONE;
    }

    private DiffFormat format() {
        DiffFormat chosen = format == null ? null : format.chosen();
        if (chosen != null) {
            return chosen;
        }
        return out == null && console.isTerminal() ? DiffFormat.TEXT : DiffFormat.JSON;
    }
}
