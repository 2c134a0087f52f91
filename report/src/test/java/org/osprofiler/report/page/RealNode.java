package org.osprofiler.report.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Node.js with its modules, and Chromium, as peers/install.sh installs them. */
final class RealNode {

    private static final Path NODE = Path.of("/usr/bin/node");
    private static final Path MODULES = Path.of("/usr/local/lib/osprofiler-peers/node_modules");
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");

    /** The root of the checkout, where scripts run. */
    private static final Path ROOT = Path.of(System.getProperty("basedir", ".")).resolve("..");

    private RealNode() {}

    /** Skips the test, or fails it where {@code OSPROFILER_REQUIRE_PEERS} is 1, when a peer is not installed. */
    static void require() {
        for (Path peer : List.of(NODE, MODULES, CHROMIUM)) {
            if (!Files.exists(peer)) {
                String missing = peer + " is missing; peers/install.sh installs it";
                if ("1".equals(System.getenv("OSPROFILER_REQUIRE_PEERS"))) {
                    throw new AssertionError(missing);
                }
                abort(missing);
            }
        }
    }

    /** A program of a module, which {@link #run} takes as its first argument. */
    static String program(String path) {
        return MODULES.resolve(path).toString();
    }

    /** Files of the checkout in a folder, by the end of their names. */
    static List<String> files(String folder, String end) throws IOException {
        try (var files = Files.list(ROOT.resolve(folder))) {
            return files.map(file -> folder + "/" + file.getFileName())
                    .filter(file -> file.endsWith(end))
                    .sorted()
                    .toList();
        }
    }

    /** Lines of a file of the checkout. */
    static List<String> lines(String file) throws IOException {
        return Files.readAllLines(ROOT.resolve(file));
    }

    /** Runs a script to its end, and fails with all that it says unless it ends well. */
    static void run(Map<String, String> environment, List<String> arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(NODE.toString()));
        command.addAll(arguments);
        Path output = Files.createTempFile("node", ".out");
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(ROOT.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            builder.environment().put("NODE_PATH", MODULES.toString());
            builder.environment().put("CHROMIUM", CHROMIUM.toString());
            builder.environment().putAll(environment);
            Process process = builder.start();
            boolean ended = process.waitFor(4, TimeUnit.MINUTES);
            if (!ended) {
                process.destroyForcibly();
            }
            String said = Files.readString(output);
            assertThat(ended).as("ended in time: %s%n%s", command, said).isTrue();
            assertThat(process.exitValue()).as("%s%n%s", command, said).isZero();
        } finally {
            Files.delete(output);
        }
    }

    static void run(String... arguments) throws Exception {
        run(Collections.emptyMap(), List.of(arguments));
    }
}
