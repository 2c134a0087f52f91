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
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.osprofiler.ProfilerOptions;
import org.osprofiler.testkit.Vectors;
import org.osprofiler.wire.HmacKey;

/** oslo.config read what vectors/oslo_config.json says; what a contract's D-number changes has the number in its name. */
@Tag("vectors")
class OsloConfigVectorsTest {

    private static final int MAX_KEYS = 8;
    private static final Pattern UNKNOWN =
            Pattern.compile("no such (?:option (\\S+) in group \\[DEFAULT]|group \\[((?!DEFAULT|(?i:profiler)).*)])");

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    Path dir;

    record Case(Map<String, Object> vector) {

        Map<String, Object> values() {
            return map(vector.get("values"));
        }

        /** Whether a value stands for what Python does not know: then it has none for it. */
        boolean isOutOfScope() {
            return errors().size() < map(vector.get("errors")).size();
        }

        /** Options that cannot be read. */
        Set<String> errors() {
            Map<String, Object> errors = new LinkedHashMap<>(map(vector.get("errors")));
            errors.values()
                    .removeIf(error ->
                            namesAServicesOption(String.valueOf(map(error).get("text"))));
            return errors.keySet();
        }

        /**
         * Whether Python does not know what a value refers to, and it is written: docs/compatibility.md, for a service's own
         * options are known to the service only.
         */
        private boolean namesAServicesOption(String error) {
            Matcher unknown = UNKNOWN.matcher(error);
            if (!unknown.matches()) {
                return false;
            }
            String written = unknown.group(1) == null
                    ? "(?si).*^\\[\\s*" + Pattern.quote(unknown.group(2)) + "\\s*].*"
                    : "(?s).*^" + Pattern.quote(unknown.group(1)) + "\\s*[=:].*";
            return vector.get("files") instanceof List<?> files
                    && files.stream()
                            .anyMatch(file -> Pattern.compile(written, Pattern.MULTILINE)
                                    .matcher(file.toString())
                                    .matches());
        }

        boolean isRefused() {
            return vector.containsKey("raised");
        }

        List<String> keys() {
            return HmacKey.split(String.valueOf(values().get("hmac_keys")));
        }

        /** OSProfiler's default, which somebody may have written all the same. */
        boolean hasDefaultKey() {
            return "SECRET_KEY".equals(values().get("hmac_keys"));
        }

        Map<String, String> environment() {
            Map<String, String> environment = new LinkedHashMap<>();
            map(vector.get("env")).forEach((name, value) -> environment.put(name, value.toString()));
            return environment;
        }

        List<ConfigSource> write(Path dir) throws IOException {
            List<byte[]> contents = new ArrayList<>();
            if (vector.get("files") instanceof List<?> files) {
                files.forEach(text -> contents.add(FileContent.of(text, null)));
            } else {
                contents.add(FileContent.of(null, vector.get("file_base64")));
            }
            List<ConfigSource> sources = new ArrayList<>();
            for (byte[] content : contents) {
                sources.add(ConfigSource.ofFile(Files.write(dir.resolve(sources.size() + ".conf"), content)));
            }
            return sources;
        }

        @Override
        public String toString() {
            if (isOutOfScope()) {
                return "[out of scope: a service's own options] " + vector.get("name");
            }
            boolean maybeUnset = hasDefaultKey() && !vector.toString().contains("=SECRET_KEY");
            return (maybeUnset || !isRefused() && keys().isEmpty() ? "[D9] " : "")
                    + (keys().size() > MAX_KEYS ? "[D17] " : "")
                    + vector.get("name");
        }
    }

    static Stream<Case> cases() {
        return Vectors.cases("oslo_config.json", "cases").stream().map(Case::new);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void case_asPythonHasIt(Case each) throws IOException {
        List<ConfigSource> sources = each.write(dir);
        if (each.isRefused()) {
            assertThatThrownBy(() -> conf(sources, each)).isInstanceOf(ConfigException.class);
            return;
        }
        OsloConf conf = conf(sources, each);
        each.values().forEach((name, expected) -> {
            if (!name.equals("hmac_keys") || keys(conf) != null) { // D9: a key that nobody wrote is no key
                assertThat(OsloValue.of(conf, name)).as(name).isEqualTo(expected);
            }
        });
        each.errors()
                .forEach(name -> assertThatThrownBy(() -> OsloValue.of(conf, name))
                        .as(name)
                        .isInstanceOf(RuntimeException.class));
        Object destination = each.values().getOrDefault("connection_string", "");
        if (!each.isOutOfScope()
                && destination
                        .toString()
                        .matches("(?s)|[a-z]+://.*")) { // else Python finds no driver for it, and we say so
            assertLoads(each, sources, conf);
        }
    }

    /** The whole way: what Python reads is in effect, what it cannot read is named, nothing hides another. */
    private static void assertLoads(Case each, List<ConfigSource> sources, OsloConf conf) {
        Map<String, String> environment = each.environment();
        environment.putIfAbsent("OS_DEFAULT__TRANSPORT_URL", "tcp://127.0.0.1:61616");
        environment.putIfAbsent("OS_PROFILER__MAX_KEYS", "100000");

        List<String> wrong = each.errors().stream()
                .filter(name -> Option.byName(name) != null)
                .toList();
        Map<String, Object> values = each.values();
        if (!wrong.isEmpty()) {
            assertThatThrownBy(() -> load(sources, environment))
                    .isInstanceOf(ConfigException.class)
                    .satisfies(thrown -> assertThat(wrong)
                            .allSatisfy(name -> assertThat(thrown).hasMessageContaining(name)));
        } else if (values.get("enabled") == Boolean.TRUE
                && (keys(conf) == null || each.keys().isEmpty())) {
            assertThatThrownBy(() -> load(sources, environment))
                    .as("D9")
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining(keys(conf) == null ? "nobody wrote a key" : "hmac_keys is empty");
        } else {
            ProfilerOptions options = load(sources, environment);
            assertThat(options.enabled()).isEqualTo(values.get("enabled"));
            assertThat(options.filterErrorTrace()).isEqualTo(values.get("filter_error_trace"));
            assertThat(options.traceJdbc()).isEqualTo(values.get("trace_sqlalchemy"));
            assertThat(options.hmacKeys()).isEqualTo(keys(conf) == null ? List.of() : each.keys());
            environment.remove("OS_PROFILER__MAX_KEYS");
            if (options.hmacKeys().size() > MAX_KEYS) {
                assertThatThrownBy(() -> load(sources, environment))
                        .as("D17")
                        .hasMessageContaining("max_keys allows 8");
            }
        }
    }

    private static ProfilerOptions load(List<ConfigSource> sources, Map<String, String> environment) {
        ConfigSources.Builder builder = ConfigSources.builder().environment(environment::get);
        sources.forEach(builder::conf);
        return PasteConfig.load(builder.build()).options();
    }

    private static @Nullable Entry keys(OsloConf conf) {
        return OsloValue.written(conf, "hmac_keys");
    }

    private static OsloConf conf(List<ConfigSource> sources, Case each) {
        return new OsloConf(sources.stream().map(OsloFile::read).toList(), each.environment()::get);
    }
}
