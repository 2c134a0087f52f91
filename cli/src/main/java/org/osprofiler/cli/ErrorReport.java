package org.osprofiler.cli;

import java.io.UncheckedIOException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.osprofiler.paste.NearestName;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** The border: whatever fails becomes one line on standard error and an exit code; {@code --debug} adds the stack trace. */
final class ErrorReport implements CommandLine.IParameterExceptionHandler, CommandLine.IExecutionExceptionHandler {

    private final Console console;
    private BooleanSupplier debug = () -> false;

    ErrorReport(Console console) {
        this.console = console;
    }

    void debugWhen(BooleanSupplier condition) {
        debug = condition;
    }

    @Override
    public int handleParseException(ParameterException e, String[] args) {
        CommandSpec command = e.getCommandLine().getCommandSpec();
        String meant = e instanceof UnmatchedArgumentException unmatched ? meant(unmatched, command) : null;
        return say(
                ExitCode.USAGE,
                oneLine(String.valueOf(e.getMessage())) + (meant == null ? "" : "; did you mean " + meant + "?")
                        + " (see '" + command.qualifiedName() + " -h')",
                e);
    }

    private static @Nullable String meant(UnmatchedArgumentException e, CommandSpec command) {
        String typed = e.getUnmatched().get(0);
        if (!typed.startsWith("-")) {
            return NearestName.find(typed, command.subcommands().keySet());
        }
        int equals = typed.indexOf('=');
        return NearestName.find(
                equals < 0 ? typed : typed.substring(0, equals),
                command.optionsMap().keySet());
    }

    @Override
    public int handleExecutionException(Exception e, CommandLine line, ParseResult parsed) {
        return report(e);
    }

    /** Says what happened. */
    int report(Throwable e) {
        if (e instanceof UncheckedIOException unchecked && unchecked.getCause() != null) {
            return report(unchecked.getCause());
        }
        if (e instanceof StandardOutput.LostException lost) {
            return lost.readerGone() ? ExitCode.DONE : say(ExitCode.FAILED, lost.getMessage(), e);
        }
        if (e instanceof Failure failure) {
            return say(failure.exitCode(), failure.getMessage(), e);
        }
        return say(ExitCode.FAILED, oneLine(describe(e)), e);
    }

    /** Of what no command foresaw, the class is the part that helps. */
    private String describe(Throwable e) {
        String text = e.getClass().getSimpleName() + (e.getMessage() == null ? "" : ": " + e.getMessage());
        return debug.getAsBoolean() ? text : text + " (--debug shows where)";
    }

    private int say(int code, String message, Throwable e) {
        message.lines().filter(line -> !line.isBlank()).forEach(console::say);
        if (debug.getAsBoolean()) {
            e.printStackTrace(console.err());
        }
        return code;
    }

    private static String oneLine(String message) {
        return message.strip().replaceAll("\\s*\\R\\s*", " ");
    }
}
