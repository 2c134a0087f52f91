package org.osprofiler.cli;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * Runs the usual short commands once, so that the classes they need get into the archive that {@code bin/osprofiler} makes.
 * Their output goes nowhere.
 */
public final class WarmUp {

    private WarmUp() {}

    public static void main(String[] args) throws IOException {
        LoggingSetup.prepare();
        List<List<String>> commands = List.of(
                List.of("--version"),
                List.of("help"),
                List.of("--unknown"),
                List.of("headers", "sign", "--key", "warm up"),
                List.of("headers", "sign", "--key", "warm up", "--json"),
                List.of("headers", "verify", "--keys", "warm up", "--info", "-", "--hmac", "-"));
        for (List<String> command : commands) {
            CommandRunner.run(nowhere(), command.toArray(String[]::new));
        }
    }

    private static Console nowhere() {
        return new Console(
                new ByteArrayInputStream("e30=\n".getBytes(StandardCharsets.UTF_8)),
                OutputStream.nullOutputStream(),
                OutputStream.nullOutputStream(),
                Map.of(),
                0);
    }
}
