package org.osprofiler.cli;

import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine.Model.CommandSpec;

/** A command that only groups others was called alone. */
final class MissingCommand {

    private MissingCommand() {}

    static Failure of(CommandSpec group) {
        Set<String> names = new TreeSet<>(group.subcommands().keySet());
        return Failure.usage("a command is missing: " + group.qualifiedName() + " " + String.join("|", names)
                + " (see '" + group.qualifiedName() + " -h')");
    }
}
