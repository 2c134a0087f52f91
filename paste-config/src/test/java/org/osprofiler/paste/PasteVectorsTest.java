package org.osprofiler.paste;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * PasteDeploy and OSProfiler's middleware did what vectors/paste.json says; what a contract's D-number changes is recognised
 * by the case's input and named in front of the case's name: see {@link PasteCase}.
 */
@Tag("vectors")
class PasteVectorsTest {

    /** Nothing of these cases says where notifications go. */
    private static final Map<String, String> CONNECTION =
            Map.of("OS_PROFILER__CONNECTION_STRING", "http://127.0.0.1:8777");

    private static final Map<String, String> AROUND = Map.of(
            "OS_PROFILER__CONNECTION_STRING", "http://127.0.0.1:8777",
            "OS_PROFILER__MAX_KEYS", "100000");

    private static final Set<String> FALSE = Set.of("false", "0", "no", "off", "");

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    Path dir;

    static Stream<PasteCase> cases() {
        return PasteCase.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void case_asPythonHasIt(PasteCase each) throws IOException {
        if (each.isRefused()) {
            if (each.hasCommentsInFiles()) {
                assertThat(outcome(each)).as("D6").isEqualTo(outcome(each.withoutComments()));
            } else {
                assertThatThrownBy(() -> PasteConfig.load(sources(each, AROUND)))
                        .isInstanceOf(ConfigException.class);
            }
            return;
        }
        if (!each.isInScope()) {
            assertThat(outcome(each)).as("of the filter").isEqualTo(outcome(each.filtersAlone()));
            return;
        }
        Map<String, Object> local = each.hasCommentsAndReferences()
                ? texts(section(each.withoutComments()).local())
                : placed(each.local());
        PasteSection section = section(each);
        assertThat(texts(section.local())).isEqualTo(local);
        Map<String, Object> global = PasteCase.cut(texts(section.global()));
        Map<String, Object> pythons = PasteCase.cut(placed(each.global()));
        global.keySet().removeAll(each.setOutside());
        pythons.keySet().removeAll(each.setOutside());
        assertThat(global).isEqualTo(pythons);
        if (!each.middleware().isEmpty()) {
            assertLoads(each);
        }
    }

    private void assertLoads(PasteCase each) throws IOException {
        ConfigSources sources = sources(each, AROUND);
        if (each.hasKeysInDefault()) {
            assertThatThrownBy(() -> PasteConfig.load(sources))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageMatching("(?s).*hmac_keys in (\\[DEFAULT]|the given global configuration).*");
        } else if (!each.isEnabled() && !FALSE.contains(each.enabled())) {
            assertThatThrownBy(() -> PasteConfig.load(sources))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining("enabled: ")
                    .hasMessageContaining("is neither yes nor no");
        } else if (each.isEnabled() && each.keys().isEmpty()) {
            assertThatThrownBy(() -> PasteConfig.load(sources))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining("hmac_keys");
        } else {
            LoadedConfig loaded = PasteConfig.load(sources);
            assertThat(loaded.options().enabled()).isEqualTo(each.isEnabled());
            if (!each.hasCommentsAndReferences()) {
                assertThat(loaded.options().hmacKeys())
                        .hasToString(each.keys().toString().replace("<dir>", dir.toString()));
            }
            if (each.hasComments()) {
                assertThat(loaded.warnings()).anyMatch(warning -> warning.text().startsWith("the comment behind"));
            } else {
                assertThat(each.keys()).isEqualTo(each.middleware().get("hmac_keys"));
            }
            if (each.hasTooManyKeys()) {
                assertThatThrownBy(() -> PasteConfig.load(sources(each, CONNECTION)))
                        .as("D17")
                        .isInstanceOf(ConfigException.class)
                        .hasMessageContaining("max_keys allows 8");
            }
        }
    }

    private PasteSection section(PasteCase each) throws IOException {
        return new PasteLoader(new Findings(), new ReadFiles())
                .load(ConfigSource.ofFile(write(each)), each.section(), each.given());
    }

    private String outcome(PasteCase each) throws IOException {
        try {
            return PasteConfig.load(sources(each, AROUND)).options().toString();
        } catch (ConfigException e) {
            return "refused";
        }
    }

    private Path write(PasteCase each) throws IOException {
        for (Map.Entry<String, String> file : each.extraFiles().entrySet()) {
            Files.writeString(dir.resolve(file.getKey()), file.getValue(), UTF_8);
        }
        return Files.write(dir.resolve("api-paste.ini"), each.content());
    }

    private ConfigSources sources(PasteCase each, Map<String, String> environment) throws IOException {
        return ConfigSources.builder()
                .ini(ConfigSource.ofFile(write(each)))
                .section(each.section())
                .globalConf(each.given())
                .environment(environment::get)
                .build();
    }

    private Map<String, Object> placed(Map<String, Object> values) {
        Map<String, Object> placed = new LinkedHashMap<>();
        values.forEach((name, value) -> placed.put(name, value.toString().replace("<dir>", dir.toString())));
        return placed;
    }

    private static Map<String, Object> texts(Map<String, Entry> entries) {
        Map<String, Object> texts = new LinkedHashMap<>();
        entries.forEach((name, entry) -> texts.put(name, entry.value()));
        return texts;
    }
}
