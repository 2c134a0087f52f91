package org.osprofiler.paste;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.osprofiler.testkit.Vectors.map;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.osprofiler.testkit.Vectors;
import org.osprofiler.wire.HmacKey;
import org.osprofiler.wire.PythonText;

/**
 * PasteDeploy and OSProfiler's middleware did what vectors/paste.json says; what a contract's D-number changes is recognised
 * by the case's input and named in front of the case's name.
 */
@Tag("vectors")
class PasteVectorsTest {

    /** Nothing of these cases says where notifications go, and the number of keys is tested apart. */
    private static final Map<String, String> AROUND = Map.of(
            "OS_PROFILER__CONNECTION_STRING", "http://127.0.0.1:8777",
            "OS_PROFILER__MAX_KEYS", "100000");

    private static final Pattern COMMENT = Pattern.compile("(?m)(?:^|[\\s\u00a0&&[^\n]]+)#.*$");
    /** Behind a value, not behind a section's name. */
    private static final Pattern COMMENT_BEHIND =
            Pattern.compile("(?m)^(\\s*[^#;\\[\\s][^#\n]*?)(?:[ \\t]+|(?<=[=:]))#.*$");

    private static final Set<String> TRUE = Set.of("true", "1", "yes", "on");
    private static final Set<String> FALSE = Set.of("false", "0", "no", "off", "");

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    Path dir;

    static Stream<Named<Map<String, Object>>> cases() {
        return Vectors.cases("paste.json", "cases").stream()
                .map(each -> Named.of(label(each) + each.get("name"), each));
    }

    /** In front of the name: the rule by which the case does not simply equal Python. */
    private static String label(Map<String, Object> each) {
        if (each.containsKey("raised")) {
            return commentsBreakPython(each)
                    ? "[D6] "
                    : pipelineOnly(each) ? "[out of scope: pipelines are not read] " : "";
        }
        Map<String, Object> call = osprofilerCall(each);
        if (call == null) {
            return "[out of scope: the application does not use the filter] ";
        }
        Map<String, Object> local = map(call.get("local_conf"));
        StringBuilder label = new StringBuilder();
        if (keysInDefault(each, call)) {
            label.append("[D10] ");
        }
        if (!cut(local).equals(local)) {
            label.append("[D6] ");
        }
        if (!TRUE.contains(enabled(cut(local)))) {
            label.append("[D5] ");
        } else if (keys(cut(local)).isEmpty() && label.indexOf("D10") < 0) {
            label.append("[D9] ");
        }
        if (keys(local).size() > 8) {
            label.append("[D17] ");
        }
        return label.toString();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void case_asPythonHasIt(Map<String, Object> each) throws IOException {
        Path ini = write(each);
        ConfigSources sources = sources(each, ini, AROUND);
        if (each.containsKey("raised") && !pipelineOnly(each)) {
            if (commentsBreakPython(each)) {
                // In [DEFAULT] there is no D6: there the broken reference stays one.
                assertThat(outcome(sources)).isIn("refused", outcomeWithoutComments(each));
            } else {
                assertThatThrownBy(() -> PasteConfig.load(sources)).isInstanceOf(ConfigException.class);
            }
            return;
        }
        Map<String, Object> call = osprofilerCall(each);
        if (call == null) {
            assertThat(PasteConfig.load(sources).options().enabled()).isTrue();
            return;
        }
        Map<String, Object> local = cut(map(call.get("local_conf")));
        Map<String, Object> global = new LinkedHashMap<>(map(call.get("global_conf")));
        global.keySet().removeAll(setOutside(each));

        PasteSection section = new PasteLoader(new Findings(), new ReadFiles())
                .load(ConfigSource.ofFile(ini), section(each), given(each));
        assertThat(texts(section.local())).isEqualTo(placed(local));
        assertThat(cut(texts(section.global()))).isEqualTo(cut(placed(global)));
        assertLoads(each, call, local, sources);
        if (keys(local).size() > 8) {
            ConfigSources asShipped = sources(each, ini, Map.of());
            assertThatThrownBy(() -> PasteConfig.load(asShipped))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining("max_keys allows 8");
        }
    }

    private void assertLoads(
            Map<String, Object> each, Map<String, Object> call, Map<String, Object> local, ConfigSources sources) {
        String enabled = enabled(local);
        if (keysInDefault(each, call)) {
            assertThatThrownBy(() -> PasteConfig.load(sources))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageMatching("(?s).*hmac_keys in (\\[DEFAULT]|the given global configuration).*");
        } else if (!TRUE.contains(enabled) && !FALSE.contains(enabled)) {
            assertThatThrownBy(() -> PasteConfig.load(sources))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining("enabled: ")
                    .hasMessageContaining("is neither yes nor no");
        } else if (TRUE.contains(enabled) && keys(local).isEmpty()) {
            ConfigException thrown = catchThrowableOfType(ConfigException.class, () -> PasteConfig.load(sources));
            assertThat(thrown).hasMessageContaining("hmac_keys");
        } else {
            LoadedConfig loaded = PasteConfig.load(sources);
            Map<String, Object> middleware = map(call.get("middleware"));
            boolean bent = !cut(map(call.get("local_conf"))).equals(call.get("local_conf"));
            assertThat(loaded.options().hmacKeys().toString())
                    .isEqualTo(String.valueOf(bent ? keys(local) : middleware.get("hmac_keys"))
                            .replace("<dir>", dir.toString()));
            assertThat(loaded.options().enabled()).isEqualTo(TRUE.contains(enabled));
            if (bent) {
                assertThat(loaded.warnings()).anyMatch(warning -> warning.text().startsWith("the comment behind"));
            }
        }
    }

    /** Contract D6: what stands in a comment cannot be a broken reference. */
    private static boolean commentsBreakPython(Map<String, Object> each) {
        return List.of("InterpolationSyntaxError", "InterpolationMissingOptionError", "KeyError")
                        .contains(each.get("raised"))
                && !withoutComments(text(each)).equals(text(each));
    }

    private String outcomeWithoutComments(Map<String, Object> each) throws IOException {
        Path clean = Files.createDirectory(dir.resolve("clean"));
        for (Map.Entry<String, Object> file : map(each.get("extra_files")).entrySet()) {
            Files.writeString(
                    clean.resolve(file.getKey()),
                    withoutComments(file.getValue().toString()),
                    UTF_8);
        }
        Path ini = Files.writeString(clean.resolve("api-paste.ini"), withoutComments(text(each)), UTF_8);
        return outcome(sources(each, ini, AROUND)).replace("/clean", "");
    }

    private static String withoutComments(String text) {
        return COMMENT_BEHIND.matcher(text).replaceAll("$1");
    }

    private static String outcome(ConfigSources sources) {
        try {
            return PasteConfig.load(sources).options().hmacKeys().toString();
        } catch (ConfigException e) {
            return "refused";
        }
    }

    private Path write(Map<String, Object> each) throws IOException {
        for (Map.Entry<String, Object> file : map(each.get("extra_files")).entrySet()) {
            Files.writeString(dir.resolve(file.getKey()), file.getValue().toString(), UTF_8);
        }
        return Files.write(dir.resolve("api-paste.ini"), FileContent.of(each.get("ini"), each.get("ini_base64")));
    }

    private static ConfigSources sources(Map<String, Object> each, Path ini, Map<String, String> environment) {
        return ConfigSources.builder()
                .ini(ConfigSource.ofFile(ini))
                .section(section(each))
                .globalConf(given(each))
                .environment(environment::get)
                .build();
    }

    private static Map<String, String> given(Map<String, Object> each) {
        Map<String, String> given = new LinkedHashMap<>();
        map(each.get("given_global_conf")).forEach((name, value) -> given.put(name, value.toString()));
        return given;
    }

    private static String section(Map<String, Object> each) {
        String text = text(each);
        return text.contains("[filter-app:main]") && !text.contains("[filter:osprofiler]")
                ? "filter-app:main"
                : "filter:osprofiler";
    }

    private static String text(Map<String, Object> each) {
        return new String(FileContent.of(each.get("ini"), each.get("ini_base64")), UTF_8);
    }

    private static @Nullable Map<String, Object> osprofilerCall(Map<String, Object> each) {
        for (Object call : (List<?>) each.getOrDefault("calls", List.of())) {
            if ("osprofiler".equals(map(call).get("kind"))) {
                return map(call);
            }
        }
        return null;
    }

    /** Python failed, but not at the filter: what its pipeline names is not there. */
    private static boolean pipelineOnly(Map<String, Object> each) {
        IniFile ini;
        try {
            ini = IniFile.read(ConfigSource.ofText("api-paste.ini", text(each)));
        } catch (ConfigException e) {
            return false;
        }
        Entry pipeline = ini.sections().getOrDefault("pipeline:main", Map.of()).get("pipeline");
        if (pipeline == null || !ini.sections().containsKey("filter:osprofiler")) {
            return false;
        }
        String[] names = pipeline.value().trim().split("\\s+", -1);
        for (int i = 0; i < names.length; i++) {
            String kind = i < names.length - 1 ? "filter:" : "app:";
            if (!ini.sections().containsKey(kind + names[i])) {
                return true;
            }
        }
        return false;
    }

    /** Contract D10. A section that fetches them with {@code get} has them. */
    private static boolean keysInDefault(Map<String, Object> each, Map<String, Object> call) {
        boolean inDefault = Stream.concat(
                        Stream.of(text(each)),
                        map(each.get("extra_files")).values().stream().map(Object::toString))
                .anyMatch(PasteVectorsTest::hasKeysInDefault);
        return (inDefault || given(each).containsKey("hmac_keys"))
                && map(call.get("global_conf")).containsKey("hmac_keys")
                && !map(call.get("local_conf")).containsKey("hmac_keys");
    }

    private static boolean hasKeysInDefault(String ini) {
        try {
            return IniFile.read(ConfigSource.ofText("an ini", ini)).defaults().containsKey("hmac_keys");
        } catch (ConfigException e) {
            return false; // then it is a file that the section does not use
        }
    }

    /** What a pipeline or an application adds to the global configuration of its filters: it is not read. */
    private static Set<String> setOutside(Map<String, Object> each) {
        Set<String> names = new HashSet<>();
        IniFile.read(ConfigSource.ofText("api-paste.ini", text(each)))
                .sections()
                .forEach((section, entries) -> {
                    if (section.startsWith("pipeline:")
                            || section.startsWith("app:")
                            || section.startsWith("composite:")) {
                        entries.keySet().stream()
                                .filter(name -> name.startsWith("set "))
                                .forEach(name -> names.add(name.substring(4).trim()));
                    }
                });
        return names;
    }

    /** Contract D6. */
    private static Map<String, Object> cut(Map<String, Object> local) {
        Map<String, Object> clean = new LinkedHashMap<>();
        local.forEach((name, value) -> {
            String text = COMMENT.matcher(value.toString()).replaceAll("");
            clean.put(
                    name,
                    text.equals(value)
                            ? text
                            : Stream.of(text.split("\n", -1))
                                    .map(PythonText::stripEnd)
                                    .collect(Collectors.joining("\n"))
                                    .stripTrailing());
        });
        return clean;
    }

    private static String enabled(Map<String, Object> local) {
        return local.getOrDefault("enabled", "").toString().toLowerCase(Locale.ROOT);
    }

    private static List<String> keys(Map<String, Object> local) {
        return HmacKey.split(local.getOrDefault("hmac_keys", "").toString());
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
