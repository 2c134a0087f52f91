package org.osprofiler.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command itself: what holds for all subcommands. */
@Command(
        name = "osprofiler",
        description = "Profiles single, signed requests through Jakarta EE and OpenStack services.",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        footer =
                "%nExit codes: 0 done; 1 not there, or a check failed; 2 wrong usage or configuration; 3 a server could not"
                        + " be reached.",
        subcommands = {RequestCommand.class, HeadersCommand.class, HelpCommand.class})
final class Osprofiler implements Runnable {

    @Spec
    CommandSpec spec;

    @Option(names = "--debug", scope = ScopeType.INHERIT, description = "Show stack traces of errors.")
    boolean debug;

    boolean debug() {
        return debug;
    }

    @Override
    public void run() {
        throw MissingCommand.of(spec);
    }
}
