package org.osprofiler.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When {@code bin/osprofiler} builds: a small clone, in which {@code mvnw} only copies the jars of the real build. */
class ScriptBuildIT {

    private static final String ARCHIVE = System.getProperty("java.version") + ".jsa";

    @TempDir
    Path folder;

    private Path clone;
    private Path command;

    @BeforeEach
    void makeClone() throws Exception {
        clone = Files.createDirectories(folder.resolve("a clone"));
        Files.writeString(clone.resolve("pom.xml"), "");
        Files.createDirectories(clone.resolve("core/src/main/java"));
        Files.createDirectories(clone.resolve("core/src/test/java"));
        command = Files.createDirectories(clone.resolve("bin")).resolve("osprofiler");
        Files.copy(Script.ROOT.resolve("bin/osprofiler"), command);
        mvnw(
                "echo built >>builds",
                "mkdir -p cli/target/osprofiler",
                "ln -sfn '" + Script.ROOT + "/cli/target/osprofiler/lib' cli/target/osprofiler/lib",
                "touch cli/target/osprofiler/built",
                // Empty: the command's own sign not to make one, which would take most of these tests' time.
                "touch cli/target/osprofiler/" + ARCHIVE,
                "echo noise; echo noise >&2");
    }

    private void mvnw(String... lines) throws Exception {
        Path mvnw = clone.resolve("mvnw");
        Files.writeString(mvnw, "#!/bin/sh\n" + String.join("\n", lines) + "\n");
        Files.setPosixFilePermissions(mvnw, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Run version() throws Exception {
        return Script.run(command, folder, Map.of(), "--version");
    }

    private long builds() throws Exception {
        try (Stream<String> lines = Files.lines(clone.resolve("builds"))) {
            return lines.count();
        }
    }

    @Test
    void firstRun_builds_secondDoesNot() throws Exception {
        Run first = version();
        Run second = version();

        assertThat(first.out()).startsWith("osprofiler ").hasLineCount(1);
        assertThat(first.err()).startsWith("osprofiler: first run, building").hasLineCount(1);
        assertThat(second.err()).isEmpty();
        assertThat(builds()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"pom.xml", "core/pom.xml", "core/src/main/java/A.java"})
    void sourceChanged_buildsAgain(String source) throws Exception {
        version();
        Files.writeString(clone.resolve(source), "changed");
        Files.setLastModifiedTime(
                clone.resolve(source), FileTime.from(Instant.now().plusSeconds(5)));

        assertThat(version().err())
                .startsWith("osprofiler: a source has changed, building")
                .hasLineCount(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "core/src/test/java/ATest.java", "core/target.txt"})
    void somethingElseChanged_doesNotBuild(String other) throws Exception {
        version();
        Files.writeString(clone.resolve(other), "changed");

        assertThat(version().err()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void firstRuns_atOnce_buildOnceAndTheOthersWait(boolean flock) throws Exception {
        Path gate = folder.resolve("gate");
        assertThat(new ProcessBuilder("mkfifo", gate.toString()).start().waitFor())
                .isZero();
        String mvnw = Files.readString(clone.resolve("mvnw"));
        Files.writeString(clone.resolve("mvnw"), mvnw.replace("#!/bin/sh\n", "#!/bin/sh\nread open <'" + gate + "'\n"));
        Map<String, String> environment = flock ? Map.of() : withoutFlock();
        List<Process> runs = new ArrayList<>();
        try {
            List<String> said = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                Process run = Script.builder(command, folder, environment, "--version")
                        .start();
                runs.add(run);
                said.add(run.errorReader().readLine());
            }
            Files.writeString(gate, "open\n");

            assertThat(said)
                    .filteredOn(line -> line.contains("first run, building"))
                    .hasSize(1);
            assertThat(said)
                    .filteredOn(line -> line.contains("waiting for another build"))
                    .hasSize(2);
            for (Process run : runs) {
                assertThat(run.inputReader().readLine()).startsWith("osprofiler ");
                assertThat(run.waitFor(60, TimeUnit.SECONDS)).isTrue();
            }
        } finally {
            runs.forEach(Process::destroyForcibly);
        }
        assertThat(builds()).isEqualTo(1);
        assertThat(leftLocks()).isEmpty();
    }

    @Test
    void lockWithoutFlock_ofAKilledBuild_takenOver() throws Exception {
        Path app = Files.createDirectories(clone.resolve("cli/target/osprofiler"));
        Process killed = new ProcessBuilder("true").start();
        killed.waitFor();
        Files.writeString(app.resolve("lock.pid"), killed.pid() + "\n");

        Run run = Script.run(command, folder, withoutFlock(), "--version");

        assertThat(run.out()).startsWith("osprofiler ").hasLineCount(1);
        assertThat(run.err()).startsWith("osprofiler: first run, building").hasLineCount(1);
        assertThat(leftLocks()).isEmpty();
    }

    /** A PATH as on systems without that command: links to those that the script needs. */
    private Map<String, String> withoutFlock() throws Exception {
        Path path = Files.createDirectories(folder.resolve("path"));
        for (String name : List.of(
                "sh", "cat", "find", "head", "ln", "mkdir", "mv", "readlink", "rm", "sed", "sleep", "stty", "touch")) {
            Path found = Stream.of(System.getenv("PATH").split(":", -1))
                    .map(each -> Path.of(each, name))
                    .filter(Files::isExecutable)
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no " + name + " on PATH"));
            Files.createSymbolicLink(path.resolve(name), found);
        }
        return Map.of("PATH", path.toString());
    }

    private List<Path> leftLocks() throws Exception {
        try (Stream<Path> files = Files.list(clone.resolve("cli/target/osprofiler"))) {
            return files.filter(file -> file.getFileName().toString().matches("(lock|dead)\\..*"))
                    .toList();
        }
    }

    @Test
    void build_fails_outputOnStderrAndExit2() throws Exception {
        mvnw("echo the compiler complains", "exit 1");

        Run run = version();

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("the compiler complains").contains("osprofiler: the build failed");
    }

    @Test
    void noMvnw_saysSo() throws Exception {
        Files.delete(clone.resolve("mvnw"));

        Run run = version();

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("mvnw");
    }

    @Test
    void archive_missing_made() throws Exception {
        version();
        Path archive = clone.resolve("cli/target/osprofiler").resolve(ARCHIVE);
        Files.delete(archive);

        Run run = version();

        assertThat(run.out()).startsWith("osprofiler ").hasLineCount(1);
        assertThat(run.err()).isEmpty();
        assertThat(archive).isNotEmptyFile();
    }

    @Test
    void archive_broken_runsWithoutIt() throws Exception {
        version();
        Files.writeString(clone.resolve("cli/target/osprofiler").resolve(ARCHIVE), "no archive");

        Run run = version();

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).startsWith("osprofiler ").hasLineCount(1);
        assertThat(run.err()).isEmpty();
    }
}
