package org.osprofiler.paste;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** Collects, so that one bad value does not hide the others. */
final class Findings {

    private final List<String> problems = new ArrayList<>();
    private final Set<ConfigWarning> warnings = new LinkedHashSet<>();

    void problem(Place place, String text) {
        problems.add(ConfigException.line(place, text));
    }

    void warn(Place place, String text) {
        warnings.add(new ConfigWarning(place.toString(), ConfigException.oneLine(text)));
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

    /** In the order in which they were found, none twice. */
    List<ConfigWarning> warnings() {
        return List.copyOf(warnings);
    }
}
