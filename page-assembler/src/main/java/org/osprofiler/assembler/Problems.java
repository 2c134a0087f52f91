package org.osprofiler.assembler;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** All that is wrong with the sources, so that one build tells it at once. */
final class Problems {

    private final Set<String> found = new LinkedHashSet<>();

    void add(Path file, int line, String what) {
        found.add(file + ":" + line + ": " + what);
    }

    void throwIfAny() {
        if (!found.isEmpty()) {
            throw new SourcesException(List.copyOf(found));
        }
    }
}
