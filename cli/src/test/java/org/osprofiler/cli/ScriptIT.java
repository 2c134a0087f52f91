package org.osprofiler.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    /** The charset stays the user's; the command reads one of the system's messages. */
    @Test
    void run_locale_charsetIsKeptAndMessagesAreEnglish() throws Exception {
        Map<String, String> german = Map.of("LC_ALL", "de_DE.ISO-8859-1", "LC_MESSAGES", "de_DE.UTF-8");

        Run run = Script.run(link, folder, with(german), "--version");

        assertThat(run.out()).isEqualTo("LC_ALL= LC_CTYPE=de_DE.ISO-8859-1 LC_MESSAGES=C columns=\n");
    }

    @ParameterizedTest
    @CsvSource({"rows 30 cols 97, 97", "rows 0 cols 0, 80"})
    void run_terminal_columnsHandedOn(String size, String columns) throws Exception {
        assumeTrue(System.getProperty("os.name").equals("Linux"), "script(1) of util-linux is needed");
        assumeTrue(
                Stream.of(System.getenv("PATH").split(":", -1))
                        .anyMatch(each -> Files.isExecutable(Path.of(each, "script"))),
                "script(1) is missing");
        Process process = Script.builder(
                        Path.of("script"),
                        folder,
                        with(Map.of()),
                        "-qec",
                        "stty " + size + "; './" + link.getFileName() + "' --version",
                        "/dev/null")
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .start();

        assertThat(process.inputReader().readLine()).endsWith(" columns=-Dosprofiler.columns=" + columns);
    }

    /** With a JVM that only tells what it was started with. */
    private Map<String, String> with(Map<String, String> environment) throws Exception {
        Path jdk = folder.resolve("jdk");
        Path java = Files.createDirectories(jdk.resolve("bin")).resolve("java");
        Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"17.0.99\"\n");
        Files.writeString(java, """
                #!/bin/sh
                columns=
                for option in "$@"; do case $option in -Dosprofiler.columns=*) columns=$option ;; esac; done
                echo "LC_ALL=$LC_ALL LC_CTYPE=$LC_CTYPE LC_MESSAGES=$LC_MESSAGES columns=$columns"
                """);
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
        Map<String, String> all = new HashMap<>(environment);
        all.putAll(NO_BUILD);
        all.put("JAVA_HOME", jdk.toString());
        return all;
    }
}
