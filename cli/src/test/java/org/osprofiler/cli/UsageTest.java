package org.osprofiler.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class UsageTest {

    @Test
    void version_oneLine() {
        Run run = Run.of("--version");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).matches("osprofiler [0-9][^ ]* \\(Java [^ ]+\\)\n");
        assertThat(run.err()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("everyCommand")
    void help_everyCommand_sameTextThreeWays(List<String> command) {
        Run help = Run.of(with(command, "-h"));

        assertThat(help.exitCode()).isZero();
        assertThat(help.err()).isEmpty();
        assertThat(help.out())
                .startsWith("Usage: osprofiler " + String.join(" ", command))
                .contains("-h, --help")
                .containsPattern("Exit codes:|Examples?:");
        assertThat(help.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
        assertThat(Run.of(with(command, "--help"))).isEqualTo(help);
        List<String> asked = new ArrayList<>(List.of("help"));
        asked.addAll(command);
        assertThat(Run.of(asked.toArray(String[]::new))).isEqualTo(help);
    }

    static Stream<List<String>> everyCommand() {
        List<List<String>> found = new ArrayList<>();
        Console nowhere = new Console(
                new ByteArrayInputStream(new byte[0]),
                new ByteArrayOutputStream(),
                new ByteArrayOutputStream(),
                Map.of(),
                0);
        for (Map.Entry<String, Class<?>> command : Osprofiler.COMMANDS.entrySet()) {
            found.add(List.of(command.getKey()));
            CommandLine line = new CommandLine(command.getValue(), new CommandFactory(nowhere));
            line.getSubcommands().keySet().forEach(name -> found.add(List.of(command.getKey(), name)));
        }
        return found.stream();
    }

    private static String[] with(List<String> command, String option) {
        return Stream.concat(command.stream(), Stream.of(option)).toArray(String[]::new);
    }

    @ParameterizedTest
    @CsvSource({
        "headrs, did you mean headers?",
        "headers sgn, did you mean sign?",
        "headers sign --jsn, did you mean --json?",
        "headers sign --bse-id=1, did you mean --base-id?",
        "headers sign --key, --key",
        "headers verify, --keys",
        "help nothing, has no command 'nothing'",
        "'', a command is missing",
        "config, a command is missing",
    })
    void wrongUsage_oneLineOnStderr(String line, String expected) {
        Run run = Run.of(line.isEmpty() ? new String[0] : line.split(" ", -1));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith("osprofiler: ").contains(expected).hasLineCount(1);
    }

    @Test
    void wrongUsage_debug_stackTrace() {
        Run run = Run.of("headers", "sign", "--debug");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("at org.osprofiler.cli.");
    }

    @Test
    void argumentsWithAt_takenAsTheyAre() {
        assertThat(Run.of("headers", "sign", "--key", "@none", "--base-id", "@x")
                        .exitCode())
                .isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "No space left on device, 1, headers sign --key k",
        "Broken pipe, 0, headers sign --key k",
        "No space left on device, 1, help",
        "No space left on device, 1, help trace show",
        "No space left on device, 1, trace -h",
        "No space left on device, 1, --version",
        "Broken pipe, 0, help",
    })
    void standardOutput_takesNoMore_exitCodeTells(String problem, int expected, String line) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        OutputStream full = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException(problem);
            }
        };
        Console console = new Console(new ByteArrayInputStream(new byte[0]), full, err, Map.of(), 0);

        assertThat(CommandRunner.run(console, line.split(" ", -1))).isEqualTo(expected);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .isEqualTo(expected == 0 ? "" : "osprofiler: cannot write to standard output: " + problem + "\n");
    }
}
