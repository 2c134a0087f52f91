package org.osprofiler.paste;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.osprofiler.testkit.Vectors.map;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.osprofiler.testkit.Vectors;
import org.osprofiler.wire.HmacKey;

/**
 * oslo.config read what vectors/oslo_config.json says. Contract D9 is recognised by its input: no file and no variable has
 * {@code hmac_keys}.
 */
@Tag("vectors")
class OsloConfigVectorsTest {

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    Path dir;

    static Stream<Named<Map<String, Object>>> cases() {
        return Vectors.cases("oslo_config.json", "cases").stream().map(each -> {
            boolean unset = "SECRET_KEY".equals(map(each.get("values")).get("hmac_keys"))
                    && !String.valueOf(each.get("files")).contains("SECRET_KEY");
            return Named.of((unset ? "[D9] " : "") + each.get("name"), each);
        });
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void case_asPythonHasIt(Map<String, Object> each) throws IOException {
        List<ConfigSource> sources = write(each);
        if (each.containsKey("raised")) {
            assertThatThrownBy(() -> conf(sources, each)).isInstanceOf(ConfigException.class);
            return;
        }
        OsloConf conf = conf(sources, each);
        map(each.get("values")).forEach((name, expected) -> {
            if (name.equals("hmac_keys") && expected.equals("SECRET_KEY") && OsloValue.written(conf, name) == null) {
                return; // D9: a key that nobody wrote is no key; loading is asserted below
            }
            assertThat(OsloValue.of(conf, name)).as(name).isEqualTo(expected);
        });
        map(each.get("errors"))
                .keySet()
                .forEach(name -> assertThatThrownBy(() -> OsloValue.of(conf, name))
                        .as(name)
                        .isInstanceOf(RuntimeException.class));
        Object destination = map(each.get("values")).getOrDefault("connection_string", "");
        if (destination.toString().matches("(?s)|[a-z]+://.*")) { // else Python finds no driver for it, and we say so
            assertLoads(each, sources, conf);
        }
    }

    /** The whole way: what Python reads is in effect, what it cannot read is named, nothing hides another. */
    private static void assertLoads(Map<String, Object> each, List<ConfigSource> sources, OsloConf conf) {
        Map<String, String> environment = environment(each);
        environment.putIfAbsent("OS_DEFAULT__TRANSPORT_URL", "tcp://127.0.0.1:61616");
        ConfigSources.Builder builder = ConfigSources.builder().environment(environment::get);
        sources.forEach(builder::conf);

        List<String> wrong = map(each.get("errors")).keySet().stream()
                .filter(name -> Option.byName(name) != null)
                .toList();
        Map<String, Object> values = map(each.get("values"));
        if (!wrong.isEmpty()) {
            assertThatThrownBy(() -> PasteConfig.load(builder.build()))
                    .isInstanceOf(ConfigException.class)
                    .satisfies(thrown -> assertThat(wrong)
                            .allSatisfy(name -> assertThat(thrown).hasMessageContaining(name)));
        } else if (values.get("enabled") == Boolean.TRUE && OsloValue.written(conf, "hmac_keys") == null) {
            assertThatThrownBy(() -> PasteConfig.load(builder.build()))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining("nobody wrote a key");
        } else {
            LoadedConfig loaded = PasteConfig.load(builder.build());
            assertThat(loaded.options().enabled()).isEqualTo(values.get("enabled"));
            assertThat(loaded.options().filterErrorTrace()).isEqualTo(values.get("filter_error_trace"));
            assertThat(loaded.options().traceJdbc()).isEqualTo(values.get("trace_sqlalchemy"));
            if (OsloValue.written(conf, "hmac_keys") != null) {
                assertThat(loaded.options().hmacKeys())
                        .isEqualTo(HmacKey.split(String.valueOf(values.get("hmac_keys"))));
            }
        }
    }

    private static OsloConf conf(List<ConfigSource> sources, Map<String, Object> each) {
        return new OsloConf(sources.stream().map(OsloFile::read).toList(), environment(each)::get);
    }

    private static Map<String, String> environment(Map<String, Object> each) {
        Map<String, String> environment = new LinkedHashMap<>();
        map(each.get("env")).forEach((name, value) -> environment.put(name, value.toString()));
        return environment;
    }

    private List<ConfigSource> write(Map<String, Object> each) throws IOException {
        List<byte[]> contents = new ArrayList<>();
        if (each.get("files") instanceof List<?> files) {
            files.forEach(text -> contents.add(FileContent.of(text, null)));
        } else {
            contents.add(FileContent.of(null, each.get("file_base64")));
        }
        List<ConfigSource> sources = new ArrayList<>();
        for (byte[] content : contents) {
            sources.add(ConfigSource.ofFile(Files.write(dir.resolve(sources.size() + ".conf"), content)));
        }
        return sources;
    }
}
