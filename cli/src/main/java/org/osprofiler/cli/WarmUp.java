package org.osprofiler.cli;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Runs the usual short commands once, so that the classes they need get into the archive that {@code bin/osprofiler} makes.
 * Their output goes nowhere.
 */
final class WarmUp {

    private static final String TRACE = """
            {"name":"wsgi-start","base_id":"b","trace_id":"s","parent_id":"b","timestamp":"2026-03-14T09:26:53.000000",\
            "info":{"host":"h","request":{"path":"/","query":"","method":"GET","scheme":"http"}},"project":"p","service":"s"}
            {"name":"wsgi-stop","base_id":"b","trace_id":"s","parent_id":"b","timestamp":"2026-03-14T09:26:54.000000",\
            "info":{"host":"h"},"project":"p","service":"s"}
            """;

    private WarmUp() {}

    public static void main(String[] args) throws IOException {
        LoggingSetup.prepare(false);
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
        showTrace();
    }

    private static void showTrace() throws IOException {
        Path file = Files.createTempFile("osprofiler-warm-up", ".jsonl");
        try {
            Files.writeString(file, TRACE);
            for (String format : List.of("--json", "--html", "--text")) {
                CommandRunner.run(nowhere(), "trace", "show", format, file.toString());
            }
        } finally {
            Files.delete(file);
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
