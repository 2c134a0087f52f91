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

/** Runs the examples of docs/configuration.md: each is some files, then what is said of them or what is in effect. */
class DocumentationTest {

    private static final Path DOCUMENT = Path.of(System.getProperty("basedir", "."), "..", "docs", "configuration.md");

    /**
     * @param line where the example begins
     * @param kind {@code text} or {@code values}
     */
    record Example(int line, Map<String, String> files, String kind, List<String> expected) {
        @Override
        public String toString() {
            return "configuration.md:" + line;
        }
    }

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    Path dir;

    static Stream<Example> examples() throws IOException {
        List<Example> examples = new ArrayList<>();
        Map<String, String> files = new LinkedHashMap<>();
        List<String> lines = Files.readAllLines(DOCUMENT);
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).startsWith("```")) {
                continue;
            }
            String info = lines.get(i).substring(3);
            int begin = i + 1;
            int end = begin + lines.subList(begin, lines.size()).indexOf("```");
            List<String> block = lines.subList(begin, end);
            if (info.startsWith("ini ")) {
                files.put(info.substring(4), String.join("\n", block) + "\n");
            } else {
                examples.add(new Example(begin, files, info, block));
                files = new LinkedHashMap<>();
            }
            i = end;
        }
        assertThat(files).as("files without an expected result").isEmpty();
        return examples.stream();
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
                sources.ini(source);
                if (file.getValue().startsWith("[filter-app:main]")) {
                    sources.section("filter-app:main");
                }
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
        List<String> lines = Files.readAllLines(DOCUMENT);
        int begin = lines.indexOf("<!-- options: from the table in org.osprofiler.paste.Option -->");
        int end = lines.indexOf("<!-- /options -->");

        assertThat(lines.subList(begin + 1, end)).isEqualTo(table());
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
