package org.osprofiler.paste;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osprofiler.testkit.Vectors;

/**
 * Random texts, read by the real PasteDeploy and oslo.config, and by us: {@code -Dpaste.seed=} and {@code -Dpaste.texts=} try
 * others. The vectors show the rules by examples; this looks for those that no example shows.
 */
@Tag("peers")
class PythonPeersTest {

    private static final long SEED = Long.getLong("paste.seed", 20261124);
    private static final int TEXTS = Integer.getInteger("paste.texts", 1000);

    /** Enough to see the pattern. */
    private static final int SHOWN = 10;

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    Path dir;

    @BeforeAll
    static void peersAreThere() {
        RealPython.require();
    }

    @Test
    void inis_areReadAsPasteDeployReadsThem() throws IOException, InterruptedException {
        List<Map<String, Object>> questions = new ArrayList<>();
        for (int i = 0; i < TEXTS; i++) {
            RandomInis random = new RandomInis(SEED + i);
            Path folder = Files.createDirectory(dir.resolve("ini" + i));
            Path ini = Files.writeString(folder.resolve("api-paste.ini"), random.ini(), UTF_8);
            Files.writeString(
                    folder.resolve("other.ini"), random.ini().replace("filter:osprofiler", "filter:main"), UTF_8);
            Map<String, Object> question = new LinkedHashMap<>();
            question.put("kind", "paste");
            question.put("ini", ini.toString());
            question.put("section", "osprofiler");
            question.put("given", random.given());
            questions.add(question);
        }
        compare(questions, PythonPeersTest::ofIni);
    }

    @Test
    void confs_areReadAsOsloReadsThem() throws IOException, InterruptedException {
        List<Map<String, Object>> questions = new ArrayList<>();
        for (int i = 0; i < TEXTS; i++) {
            RandomConfs random = new RandomConfs(SEED + i);
            Path folder = Files.createDirectory(dir.resolve("conf" + i));
            List<String> files = new ArrayList<>();
            for (String text : random.files()) {
                files.add(Files.writeString(folder.resolve(files.size() + ".conf"), text, UTF_8)
                        .toString());
            }
            Map<String, Object> question = new LinkedHashMap<>();
            question.put("kind", "oslo");
            question.put("files", files);
            question.put("env", random.environment());
            questions.add(question);
        }
        compare(questions, PythonPeersTest::ofConf);
    }

    private void compare(List<Map<String, Object>> questions, UnaryOperator<Map<String, Object>> ours)
            throws IOException, InterruptedException {
        List<Map<String, Object>> answers = RealPython.answers(questions, dir);
        List<String> differences = new ArrayList<>();
        Map<String, Integer> refused = new TreeMap<>();
        for (int i = 0; i < questions.size(); i++) {
            Map<String, Object> python = answers.get(i);
            if (python.get("raised") instanceof String error) {
                refused.merge(error, 1, Integer::sum);
                if (error.equals("MemoryError")) {
                    continue; // references that grow without end: nothing that Python reads
                }
            }
            Map<String, Object> here = ours.apply(questions.get(i));
            boolean same = python.containsKey("raised") ? here.containsKey("raised") : Objects.equals(here, python);
            if (!same) {
                differences.add("seed " + (SEED + i) + "\n" + shown(questions.get(i)) + "Python: " + python
                        + "\nours:   " + here);
            }
        }
        assertThat(differences.stream().limit(SHOWN))
                .as(differences.size() + " differences")
                .isEmpty();
        int read = questions.size()
                - refused.values().stream().mapToInt(Integer::intValue).sum();
        assertThat(read).as("texts that Python can read; of others " + refused).isGreaterThan(questions.size() / 4);
    }

    private static Map<String, Object> ofIni(Map<String, Object> question) {
        Map<String, String> given = new LinkedHashMap<>();
        Vectors.map(question.get("given")).forEach((name, value) -> given.put(name, value.toString()));
        try {
            PasteSection section = new PasteLoader(new Findings(), new ReadFiles())
                    .load(ConfigSource.ofFile(Path.of(question.get("ini").toString())), "osprofiler", given);
            return Map.of("local", texts(section.local()), "global", texts(section.global()));
        } catch (ConfigException e) {
            return Map.of("raised", e.getMessage());
        }
    }

    private static Map<String, Object> texts(Map<String, Entry> entries) {
        Map<String, Object> texts = new LinkedHashMap<>();
        entries.forEach((name, entry) -> texts.put(name, entry.value()));
        return texts;
    }

    private static Map<String, Object> ofConf(Map<String, Object> question) {
        Map<String, Object> environment = Vectors.map(question.get("env"));
        try {
            List<OsloFile> files = ((List<?>) question.get("files"))
                    .stream()
                            .map(file -> OsloFile.read(ConfigSource.ofFile(Path.of(file.toString()))))
                            .toList();
            OsloConf conf = new OsloConf(files, name -> (String) environment.get(name));
            Map<String, Object> values = new LinkedHashMap<>();
            List<String> errors = new ArrayList<>();
            for (String name : List.of(
                    "enabled",
                    "trace_sqlalchemy",
                    "hmac_keys",
                    "connection_string",
                    "es_doc_type",
                    "es_scroll_time",
                    "es_scroll_size",
                    "socket_timeout",
                    "sentinel_service_name",
                    "filter_error_trace")) {
                try {
                    values.put(name, OsloValue.of(conf, name));
                } catch (ConfigException | IllegalArgumentException e) {
                    errors.add(name);
                }
            }
            return Map.of("values", values, "errors", errors);
        } catch (ConfigException e) {
            return Map.of("raised", e.getMessage());
        }
    }

    private static String shown(Map<String, Object> question) throws IOException {
        StringBuilder text = new StringBuilder(question + "\n");
        Object first = question.get("ini");
        List<Path> files = first == null
                ? ((List<?>) question.get("files"))
                        .stream().map(file -> Path.of(file.toString())).toList()
                : List.of(Path.of(first.toString()), Path.of(first.toString()).resolveSibling("other.ini"));
        for (Path file : files) {
            text.append("--- ").append(file.getFileName()).append('\n').append(visible(Files.readString(file)));
        }
        return text.append("---\n").toString();
    }

    private static String visible(@Nullable String text) {
        StringBuilder visible = new StringBuilder();
        String.valueOf(text)
                .chars()
                .forEach(c -> visible.append(
                        c == '\n'
                                ? "\n"
                                : c == '\t'
                                        ? "\\t"
                                        : c < ' ' || c > '~' ? String.format("\\u%04x", c) : String.valueOf((char) c)));
        return visible.append('\n').toString();
    }
}
