package org.osprofiler.fuzz;

import java.io.ByteArrayInputStream;
import java.util.Arrays;
import java.util.function.Function;
import org.osprofiler.paste.ConfigException;
import org.osprofiler.paste.ConfigSource;
import org.osprofiler.paste.ConfigSources;
import org.osprofiler.paste.LoadedConfig;
import org.osprofiler.paste.PasteConfig;

/** Loads a configuration, and holds what must hold of any bytes. */
final class Configuration {

    private Configuration() {}

    /**
     * @param sources makes the sources of a file with that content
     */
    static void check(byte[] input, Function<ConfigSource, ConfigSources.Builder> sources) {
        MarkedKey key = MarkedKey.into(input);
        load(key, key.content(), sources);
        Growth.sample(
                Arrays.hashCode(input),
                times -> repeated(key.content(), times),
                content -> load(key, content, sources));
    }

    private static void load(MarkedKey key, byte[] content, Function<ConfigSource, ConfigSources.Builder> sources) {
        ConfigSource source = ConfigSource.of("fuzzed", () -> new ByteArrayInputStream(content));
        try {
            LoadedConfig loaded = PasteConfig.load(
                    sources.apply(source).environment(name -> null).build());
            key.mustNotBeIn(loaded);
        } catch (ConfigException e) {
            key.mustNotBeIn(e);
            for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
                key.mustNotBeIn(cause);
            }
            if (e.problems().isEmpty() || e.problems().stream().anyMatch(Configuration::isNoLine)) {
                throw new AssertionError("problems are lines: " + e.problems(), e);
            }
        }
    }

    private static boolean isNoLine(String problem) {
        return problem.isBlank() || problem.codePoints().anyMatch(Character::isISOControl);
    }

    private static byte[] repeated(byte[] content, int times) {
        byte[] repeated = new byte[content.length * times];
        for (int i = 0; i < times; i++) {
            System.arraycopy(content, 0, repeated, i * content.length, content.length);
        }
        return repeated;
    }
}
