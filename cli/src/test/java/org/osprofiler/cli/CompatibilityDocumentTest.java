package org.osprofiler.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs the command lines of docs/compatibility.md: each is some files, then a line {@code $ osprofiler …} and what is printed, to
 * standard output, then to standard error; {@code [exit N]} when it is not 0.
 */
class CompatibilityDocumentTest {

    private static final Path DOCUMENT = Path.of(System.getProperty("basedir", "."), "..", "docs", "compatibility.md");
    private static final String PROMPT = "$ osprofiler ";

    record Example(int line, Map<String, String> files, String command, List<String> expected) {
        @Override
        public String toString() {
            return "compatibility.md:" + line;
        }
    }

    @TempDir
    Path folder;

    static Stream<Example> examples() throws IOException {
        List<Example> examples = new ArrayList<>();
        Map<String, String> files = new LinkedHashMap<>();
        List<String> lines = Files.readAllLines(DOCUMENT);
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).startsWith("```")) {
                continue;
            }
            int begin = i + 1;
            int end = begin + lines.subList(begin, lines.size()).indexOf("```");
            List<String> block = lines.subList(begin, end);
            if (lines.get(i).startsWith("```jsonl ")) {
                files.put(lines.get(i).substring("```jsonl ".length()), String.join("\n", block) + "\n");
            } else if (lines.get(i).equals("```console")) {
                assertThat(block.get(0)).startsWith(PROMPT);
                examples.add(new Example(
                        begin, files, block.get(0).substring(PROMPT.length()), block.subList(1, block.size())));
                files = new LinkedHashMap<>();
            }
            i = end;
        }
        assertThat(files).as("files that no command reads").isEmpty();
        return examples.stream();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void command_printsWhatIsWritten(Example example) throws IOException {
        for (Map.Entry<String, String> file : example.files().entrySet()) {
            Files.writeString(folder.resolve(file.getKey()), file.getValue());
        }
        String[] args = Stream.of(example.command().split(" ", -1))
                .map(arg ->
                        example.files().containsKey(arg) ? folder.resolve(arg).toString() : arg)
                .toArray(String[]::new);

        Run run = Run.of(args);

        List<String> printed = new ArrayList<>(
                (run.out() + run.err()).replace(folder + "/", "").lines().toList());
        if (run.exitCode() != 0) {
            printed.add("[exit " + run.exitCode() + "]");
        }
        assertThat(printed).isEqualTo(example.expected());
    }
}
