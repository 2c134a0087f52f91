package org.osprofiler.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code osprofiler help [COMMAND…]}: the text of {@code COMMAND -h}. */
@Command(name = "help", description = "Shows how to use a command.")
final class HelpCommand implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    CommandSpec spec;

    @Parameters(arity = "0..*", paramLabel = "COMMAND", description = "For example: help trace show.")
    List<String> path = List.of();

    @Override
    public void run() {
        CommandLine command = spec.root().commandLine();
        for (String name : path) {
            CommandLine next = command.getSubcommands().get(name);
            if (next == null) {
                throw Failure.usage(
                        "'" + command.getCommandSpec().qualifiedName() + "' has no command '" + name + "'; there is "
                                + String.join(", ", command.getSubcommands().keySet()));
            }
            command = next;
        }
        command.usage(spec.commandLine().getOut());
        spec.commandLine().getOut().flush();
    }
}
