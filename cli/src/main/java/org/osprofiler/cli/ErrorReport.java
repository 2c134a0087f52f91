package org.osprofiler.cli;

import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.BooleanSupplier;
import picocli.CommandLine;
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
        StringBuilder line = new StringBuilder(oneLine(e.getMessage()));
        if (e instanceof UnmatchedArgumentException unmatched) {
            List<String> suggestions = unmatched.getSuggestions();
            if (!suggestions.isEmpty()) {
                line.append("; did you mean ").append(suggestions.get(0)).append('?');
            }
        }
        String command = e.getCommandLine().getCommandSpec().qualifiedName();
        return say(ExitCode.USAGE, line + " (see '" + command + " -h')", e);
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
        return say(ExitCode.FAILED, describe(e), e);
    }

    /** Of what no command foresaw, the class is the part that helps. */
    private String describe(Throwable e) {
        String text = e.getClass().getSimpleName() + (e.getMessage() == null ? "" : ": " + e.getMessage());
        return debug.getAsBoolean() ? text : text + " (--debug shows where)";
    }

    private int say(int code, String message, Throwable e) {
        console.say(oneLine(message));
        if (debug.getAsBoolean()) {
            e.printStackTrace(console.err());
        }
        return code;
    }

    private static String oneLine(String message) {
        return message.strip().replaceAll("\\s*\\R\\s*", " ");
    }
}
