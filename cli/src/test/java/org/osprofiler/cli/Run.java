package org.osprofiler.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** What one command line did: run in this JVM, with streams and environment of its own. */
record Run(int exitCode, String out, String err) {

    static Run of(String... args) {
        return with(Map.of(), "", args);
    }

    static Run withInput(String input, String... args) {
        return with(Map.of(), input, args);
    }

    static Run withEnvironment(Map<String, String> environment, String... args) {
        return with(environment, "", args);
    }

    private static Run with(Map<String, String> environment, String input, String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Console console =
                new Console(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)), out, err, environment, 0);
        int exitCode = CommandRunner.run(console, args);
        return new Run(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
