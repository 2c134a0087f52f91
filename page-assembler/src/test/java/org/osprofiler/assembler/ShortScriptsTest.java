package org.osprofiler.assembler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.Arguments;

/** What ESLint's parser and scopes, which peers/install.sh installs, say of shortened scripts: they mean what they meant. */
@Tag("peers")
class ShortScriptsTest {

    private static final Path NODE = Path.of("/usr/bin/node");
    private static final Path MODULES = Path.of("/usr/local/lib/osprofiler-peers/node_modules");
    private static final Path SOURCES =
            Path.of(System.getProperty("basedir", ".")).resolve("../report/src/main/page");

    @TempDir
    Path folder;

    @BeforeAll
    static void peers() {
        for (Path peer : List.of(NODE, MODULES)) {
            if (!Files.exists(peer)) {
                String missing = peer + " is missing; peers/install.sh installs it";
                if ("1".equals(System.getenv("OSPROFILER_REQUIRE_PEERS"))) {
                    throw new AssertionError(missing);
                }
                abort(missing);
            }
        }
    }

    @Test
    void scriptsOfPages_meanWhatTheyMeant() throws Exception {
        PageAssembler.assemble(SOURCES, folder.resolve("readable"), Form.READABLE);
        PageAssembler.assemble(SOURCES, folder.resolve("short"), Form.SHORT);
        try (Stream<Path> files = Files.list(folder.resolve("readable"))) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".js")).toList()) {
                String name = file.getFileName().toString();
                write(
                        name,
                        Files.readString(file),
                        Files.readString(folder.resolve("short").resolve(name)));
            }
        }
        compare();
    }

    @Test
    void examples_meanWhatTheyMeant() throws Exception {
        List<Arguments> examples = ScriptShortenerTest.scripts().toList();
        for (int i = 0; i < examples.size(); i++) {
            String script = (String) examples.get(i).get()[0];
            write(i + ".js", script, ScriptShortener.shorten(script));
        }
        compare();
    }

    private void write(String name, String script, String shortened) throws IOException {
        Path pairs = Files.createDirectories(folder.resolve("pairs"));
        Files.writeString(pairs.resolve(name), script);
        Files.writeString(pairs.resolve(name.replaceAll("js$", "short.js")), shortened);
    }

    private void compare() throws Exception {
        Path program = Path.of(Objects.requireNonNull(ShortScriptsTest.class.getResource("same-scripts.cjs"))
                .toURI());
        Path output = folder.resolve("output");
        ProcessBuilder builder = new ProcessBuilder(
                        NODE.toString(),
                        program.toString(),
                        folder.resolve("pairs").toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("NODE_PATH", MODULES.toString());
        Process process = builder.start();
        boolean ended = process.waitFor(1, TimeUnit.MINUTES);
        process.destroyForcibly();
        assertThat(ended).isTrue();
        assertThat(process.exitValue()).as(Files.readString(output)).isZero();
    }
}
