package org.osprofiler.paste;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What was read during one load, by the name that places carry. */
final class ReadFiles {

    private final Map<String, ConfigSource> byName = new LinkedHashMap<>();

    void add(ConfigSource source) {
        byName.put(source.name(), source);
    }

    /** The real ones among them. */
    List<Path> paths() {
        return byName.values().stream()
                .map(ConfigSource::path)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    /**
     * The file that an option's value names: relative to the file in which the option stands.
     *
     * @throws IllegalArgumentException saying why there is no such thing
     */
    ConfigSource resolve(Entry entry) {
        ConfigSource origin = byName.get(entry.place().file());
        return origin == null
                ? ConfigSource.of(entry.place().file(), InputStream::nullInputStream)
                        .resolve(entry.value())
                : origin.resolve(entry.value());
    }
}
