package org.osprofiler.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code osprofiler trace}. */
@Command(
        name = "trace",
        description = "Shows, lists and compares traces.",
        subcommands = {TraceShow.class, TraceList.class, TraceDiffCommand.class})
final class TraceCommand implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    CommandSpec spec;

    @Override
    public void run() {
        throw MissingCommand.of(spec);
    }
}
