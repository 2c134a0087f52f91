package org.osprofiler.cli;

import java.util.LinkedHashMap;
import java.util.Map;
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
                        + " be reached.")
final class Osprofiler implements Runnable {

    /** By name, in the order of the help text. */
    static final Map<String, Class<?>> COMMANDS = commands();

    private static Map<String, Class<?>> commands() {
        Map<String, Class<?>> commands = new LinkedHashMap<>();
        commands.put("demo", DemoCommand.class);
        commands.put("request", RequestCommand.class);
        commands.put("trace", TraceCommand.class);
        commands.put("collect", CollectCommand.class);
        commands.put("headers", HeadersCommand.class);
        commands.put("config", ConfigCommand.class);
        commands.put("help", HelpCommand.class);
        return commands;
    }

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    CommandSpec spec;

    static final String DEBUG = "--debug";

    @Option(names = DEBUG, scope = ScopeType.INHERIT, description = "Show stack traces of errors.")
    boolean debug;

    @Override
    public void run() {
        throw MissingCommand.of(spec);
    }
}
