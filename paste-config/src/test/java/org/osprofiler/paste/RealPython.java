package org.osprofiler.paste;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.osprofiler.testkit.Vectors;
import org.osprofiler.wire.JsonReader;
import org.osprofiler.wire.JsonWriter;

/** The real PasteDeploy and oslo.config, by {@code peers/read_config.py}. */
final class RealPython {

    private static final Path PYTHON = Path.of("/usr/bin/python3");
    private static final List<Path> PEERS = List.of(
            PYTHON,
            Path.of("/usr/lib/python3/dist-packages/paste/deploy/loadwsgi.py"),
            Path.of("/usr/lib/python3/dist-packages/oslo_config/cfg.py"),
            Path.of("/usr/lib/python3/dist-packages/osprofiler/opts.py"));
    private static final Path SCRIPT = Path.of(System.getProperty("basedir", "."), "..", "peers", "read_config.py");

    private RealPython() {}

    /** Skips the test, or fails it where {@code OSPROFILER_REQUIRE_PEERS} is 1, when a peer is not installed. */
    static void require() {
        for (Path peer : PEERS) {
            if (!Files.exists(peer)) {
                String missing = peer + " is missing; peers/install.sh installs it";
                if ("1".equals(System.getenv("OSPROFILER_REQUIRE_PEERS"))) {
                    throw new AssertionError(missing);
                }
                abort(missing);
            }
        }
    }

    /** One answer for each question, in their order. */
    static List<Map<String, Object>> answers(List<Map<String, Object>> questions, Path dir)
            throws IOException, InterruptedException {
        Path in = Files.writeString(
                dir.resolve("questions"),
                questions.stream().map(RealPython::json).collect(Collectors.joining("\n", "", "\n")),
                UTF_8);
        Path out = dir.resolve("answers");
        Path errors = dir.resolve("errors");
        Process python = new ProcessBuilder(PYTHON.toString(), SCRIPT.toString())
                .redirectInput(in.toFile())
                .redirectOutput(out.toFile())
                .redirectError(errors.toFile())
                .start();
        try {
            assertThat(python.waitFor(5, TimeUnit.MINUTES)).as("it ends").isTrue();
        } finally {
            python.destroyForcibly();
        }
        List<Map<String, Object>> answers =
                Files.readAllLines(out, UTF_8).stream().map(RealPython::map).toList();
        assertThat(answers).as(Files.readString(errors)).hasSameSizeAs(questions);
        return answers;
    }

    private static String json(Map<String, Object> question) {
        return JsonWriter.toText(question, JsonWriter.Style.COMPACT);
    }

    private static Map<String, Object> map(String line) {
        try {
            return Vectors.map(JsonReader.forFiles().read(line.getBytes(UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(line, e);
        }
    }
}
