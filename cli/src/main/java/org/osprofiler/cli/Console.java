package org.osprofiler.cli;

import java.io.BufferedWriter;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osprofiler.report.Terminal;

/**
 * What a command reads and writes: data to {@link #out()}, UTF-8 and nothing else; messages for people to {@link #err()}.
 *
 * <p>Used by the command's thread. Only {@link #say} and {@link #err()} are also used by the JVM's shutdown thread, see
 * {@link RunningParts}: a PrintWriter may be shared.
 */
final class Console {

    /** Set by {@code bin/osprofiler} when standard output is a terminal: its columns. Java 17 cannot tell. */
    static final String COLUMNS = "osprofiler.columns";

    private static final int DEFAULT_WIDTH = 100;

    private final InputStream in;
    private final StandardOutput bytes;
    private final Writer out;
    private final PrintWriter err;
    private final Map<String, String> environment;
    private final int columns;

    /**
     * @param columns the terminal's width; 0 when standard output is none
     */
    Console(InputStream in, OutputStream out, OutputStream err, Map<String, String> environment, int columns) {
        this.in = in;
        this.bytes = new StandardOutput(out);
        this.out = new BufferedWriter(new OutputStreamWriter(bytes, StandardCharsets.UTF_8));
        this.err = new PrintWriter(new OutputStreamWriter(err, StandardCharsets.UTF_8), true);
        this.environment = environment;
        this.columns = columns;
    }

    static Console ofProcess() {
        return new Console(
                System.in,
                new FileOutputStream(FileDescriptor.out),
                new FileOutputStream(FileDescriptor.err),
                System.getenv(),
                Integer.getInteger(COLUMNS, 0));
    }

    /** For data. A failure to write is a {@link StandardOutput.LostException}. */
    Writer out() {
        return out;
    }

    /** For data that is no text. */
    OutputStream bytes() throws IOException {
        out.flush();
        return bytes;
    }

    /** For people. */
    PrintWriter err() {
        return err;
    }

    /** One line for people, of the form that all our messages have. */
    void say(String message) {
        err.println("osprofiler: " + message);
    }

    InputStream in() {
        return in;
    }

    /** An environment variable; null when it is not set, or empty. */
    @Nullable
    String environment(String name) {
        String value = environment.get(name);
        return value == null || value.isEmpty() ? null : value;
    }

    /** Whether somebody reads standard output on a screen. */
    boolean isTerminal() {
        return columns > 0;
    }

    /** Where a person reads standard output. Colours are off where nobody looks, or {@code NO_COLOR} asks for it. */
    Terminal terminal() {
        boolean colours = isTerminal() && environment("NO_COLOR") == null && !"dumb".equals(environment("TERM"));
        return new Terminal(isTerminal() ? columns : DEFAULT_WIDTH, colours);
    }

    /** Of the same width, for a text that goes to a file. */
    Terminal file() {
        return Terminal.plain(terminal().width());
    }
}
