package org.osprofiler.report;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;

/** A file holds notifications of several traces and nobody said which one to show. */
public final class SeveralTracesException extends TraceFileException {

    private static final long serialVersionUID = 1L;
    private static final int NAMED = 10;

    SeveralTracesException(Path file, Collection<String> baseIds) {
        super(message(file, List.copyOf(baseIds)));
    }

    private static String message(Path file, List<String> ids) {
        List<String> named = ids.subList(0, Math.min(NAMED, ids.size()));
        String more = ids.size() > NAMED ? " and " + (ids.size() - NAMED) + " more" : "";
        return Printable.of(file + " holds " + ids.size() + " traces: " + String.join(", ", named) + more);
    }
}
