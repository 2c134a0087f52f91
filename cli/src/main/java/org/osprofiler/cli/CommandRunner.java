package org.osprofiler.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import picocli.CommandLine;

/** Runs one command line from arguments to exit code. */
final class CommandRunner {

    private CommandRunner() {}

    /** Never throws. What was written has reached the console's streams when it returns. */
    static int run(Console console, String... args) {
        ErrorReport errors = new ErrorReport(console);
        StringWriter help = new StringWriter(); // picocli's PrintWriter would keep a failure to write to itself
        int code;
        try {
            code = commandLine(console, help, errors, args).execute(args);
        } catch (Throwable e) { // picocli hands on what is no Exception: OutOfMemoryError, LinkageError
            code = errors.report(e);
        }
        return finish(console, help, errors, code);
    }

    private static CommandLine commandLine(Console console, Writer help, ErrorReport errors, String[] args) {
        Osprofiler root = new Osprofiler();
        errors.debugWhen(() -> root.debug);
        CommandLine line = new CommandLine(root, new CommandFactory(console));
        addCommands(line, args);
        return line.setExpandAtFiles(false) // '-d @FILE' is ours, and a key may begin with '@'
                .setOut(new PrintWriter(help))
                .setErr(console.err())
                .setUsageHelpWidth(Math.min(Math.max(console.terminal().width(), 80), 120))
                .setUsageHelpAutoWidth(false)
                .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
                .setParameterExceptionHandler(errors)
                .setExecutionExceptionHandler(errors);
    }

    /** Only the one that is called, when that is clear: reading the annotations of all takes half of the start-up time. */
    private static void addCommands(CommandLine line, String[] args) {
        Class<?> called = args.length == 0 ? null : Osprofiler.COMMANDS.get(args[0]);
        if (called == null || called == HelpCommand.class) {
            Osprofiler.COMMANDS.values().forEach(line::addSubcommand);
        } else {
            line.addSubcommand(called);
        }
    }

    private static int finish(Console console, StringWriter help, ErrorReport errors, int code) {
        try {
            console.out().append(help.getBuffer()).flush();
            return code;
        } catch (IOException e) {
            return errors.report(e);
        } finally {
            console.err().flush();
        }
    }
}
