package org.osprofiler.paste;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.osprofiler.wire.Verdict;

/**
 * Runs the examples of docs/configuration.md and those of docs/compatibility.md that are about configuration: each is some files,
 * then what is said of them or what is in effect.
 */
class DocumentationTest {

    private static final Path DOCS = Path.of(System.getProperty("basedir", "."), "..", "docs");
    private static final Path DOCUMENT = DOCS.resolve("configuration.md");
    private static final List<String> EXPECTED = List.of("text", "values");

    /**
     * @param place where the example begins
     * @param section of the ini
     * @param kind {@code text} or {@code values}
     */
    record Example(String place, Map<String, String> files, String section, String kind, List<String> expected) {
        @Override
        public String toString() {
            return place;
        }
    }

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    Path dir;

    static Stream<Example> examples() throws IOException {
        return Stream.concat(examples(DOCUMENT).stream(), examples(DOCS.resolve("compatibility.md")).stream());
    }

    private static List<Example> examples(Path document) throws IOException {
        List<Example> examples = new ArrayList<>();
        Map<String, String> files = new LinkedHashMap<>();
        String section = ConfigSources.DEFAULT_SECTION;
        List<String> lines = Files.readAllLines(document);
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).startsWith("```")) {
                continue;
            }
            String[] info = lines.get(i).substring(3).split(" ", -1);
            int begin = i + 1;
            int end = begin + lines.subList(begin, lines.size()).indexOf("```");
            List<String> block = lines.subList(begin, end);
            if (info[0].equals("ini")) {
                files.put(info[1], String.join("\n", block) + "\n");
                section = info.length == 4 && info[2].equals("--section") ? info[3] : section;
            } else if (EXPECTED.contains(info[0])) {
                examples.add(new Example(document.getFileName() + ":" + begin, files, section, info[0], block));
                files = new LinkedHashMap<>();
                section = ConfigSources.DEFAULT_SECTION;
            }
            i = end;
        }
        assertThat(files).as("files without an expected result").isEmpty();
        assertThat(examples).as(document.toString()).isNotEmpty();
        return examples;
    }

    @ParameterizedTest
    @MethodSource("examples")
    void example_asWritten(Example example) throws IOException {
        List<String> said = said(example);

        if (example.kind().equals("values")) {
            assertThat(said).containsAll(example.expected());
        } else {
            assertThat(said).isEqualTo(example.expected());
        }
    }

    private List<String> said(Example example) throws IOException {
        ConfigSources.Builder sources = ConfigSources.builder().environment(name -> null);
        for (Map.Entry<String, String> file : example.files().entrySet()) {
            ConfigSource source = ConfigSource.ofFile(Files.writeString(dir.resolve(file.getKey()), file.getValue()));
            if (file.getKey().equals("api-paste.ini")) {
                sources.ini(source).section(example.section());
            } else if (file.getKey().endsWith(".conf")) {
                sources.conf(source);
            }
        }
        Stream<String> said;
        try {
            LoadedConfig loaded = PasteConfig.load(sources.build());
            said = example.kind().equals("values")
                    ? loaded.values().stream().map(ConfigValue::toString)
                    : loaded.warnings().stream().map(ConfigWarning::toString);
        } catch (ConfigException e) {
            said = e.problems().stream();
        }
        return said.map(line -> line.replace(dir + "/", "")).toList();
    }

    @Test
    void optionsTable_isThatOfTheCode() throws IOException {
        assertThat(between("<!-- options: from the table in org.osprofiler.paste.Option -->", "<!-- /options -->"))
                .isEqualTo(table());
    }

    @Test
    void headersList_isThatOfTheCode() throws IOException {
        assertThat(between("<!-- headers: from org.osprofiler.wire.Verdict -->", "<!-- /headers -->"))
                .isEqualTo(Stream.of(Verdict.Rejected.values())
                        .map(rejected -> "- `" + rejected.reason() + "`")
                        .toList());
    }

    private static List<String> between(String begin, String end) throws IOException {
        List<String> lines = Files.readAllLines(DOCUMENT);
        return lines.subList(lines.indexOf(begin) + 1, lines.indexOf(end));
    }

    private static List<String> table() {
        List<String> rows = new ArrayList<>(List.of("| option | type | default | meaning |", "|---|---|---|---|"));
        for (Option option : Option.values()) {
            boolean number = option.kind() == Kind.NUMBER || option.kind() == Kind.SECONDS;
            rows.add("| `" + option.optionName() + "` | " + option.kind().label()
                    + (number ? ", at least " + option.least() : "") + " | " + option.defaultText() + " | "
                    + option.help()
                    + " |");
        }
        return rows;
    }
}
