package org.osprofiler.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code bin/osprofiler} of this clone, with the build that these tests belong to. */
class ScriptIT {

    private static final Map<String, String> NO_BUILD = Map.of("OSPROFILER_BUILD", "never");

    @TempDir
    Path folder;

    private Path link;

    @BeforeEach
    void link() throws Exception {
        Path first = Files.createSymbolicLink(
                Files.createDirectories(folder.resolve("a folder")).resolve("first"),
                Script.ROOT.resolve("bin/osprofiler"));
        link = Files.createSymbolicLink(folder.resolve("my osprofiler"), folder.relativize(first));
    }

    @Test
    void run_throughLinksFromAnotherFolder_works() throws Exception {
        Run run = Script.run(link, folder, NO_BUILD, "--version");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).startsWith("osprofiler ");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void run_exitCode_handedOn() throws Exception {
        Run run = Script.run(link, folder, NO_BUILD, "headers", "sign");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("--key").hasLineCount(1);
    }

    @Test
    void run_withoutLocale_argumentsAreUtf8() throws Exception {
        String[] sign = {"headers", "sign", "--key", "clé ключ", "--base-id", "b", "--parent-id", "p"};

        Run run = Script.run(link, folder, Map.of("OSPROFILER_BUILD", "never", "LC_ALL", "C", "LANG", ""), sign);

        assertThat(run).isEqualTo(Run.of(sign));
    }

    @Test
    void run_optionsOfTheJvmInTheEnvironment_notOnStdout() throws Exception {
        Map<String, String> environment =
                Map.of("OSPROFILER_BUILD", "never", "JAVA_TOOL_OPTIONS", "-Dx=y", "OSPROFILER_JAVA_OPTS", "-Dx=z");

        Run run = Script.run(link, folder, environment, "--version");

        assertThat(run.out()).startsWith("osprofiler ").hasLineCount(1);
    }

    @Test
    void run_noJava_saysWhatIsNeeded() throws Exception {
        Run run = Script.run(link, folder, Map.of("JAVA_HOME", "/nowhere"), "--version");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("JAVA_HOME").contains("JDK 17").hasLineCount(1);
    }
}
