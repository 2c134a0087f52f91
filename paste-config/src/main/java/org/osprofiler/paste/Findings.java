package org.osprofiler.paste;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Collects, so that one bad value does not hide the others. */
final class Findings {

    private final List<String> problems = new ArrayList<>();
    private final List<ConfigWarning> warnings = new ArrayList<>();

    void problem(Place place, String text) {
        problems.add(ConfigException.line(place, text));
    }

    void warn(Place place, String text) {
        ConfigWarning warning = new ConfigWarning(place.toString(), ConfigException.oneLine(text));
        if (!warnings.contains(warning)) {
            warnings.add(warning);
        }
    }

    /** What the reader gives, or {@code otherwise} when it finds that its source cannot be used. */
    <T> T attempt(Supplier<T> reader, T otherwise) {
        try {
            return reader.get();
        } catch (ConfigException e) {
            problems.addAll(e.problems());
            return otherwise;
        }
    }

    /** @throws ConfigException when there was a problem */
    void throwProblems() {
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
    }

    List<ConfigWarning> warnings() {
        return warnings;
    }
}
