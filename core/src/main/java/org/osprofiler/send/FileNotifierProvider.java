package org.osprofiler.send;

import java.nio.file.Path;
import java.util.Set;

/** {@code file:///var/log/trace.jsonl}: appends payloads to a file, one JSON object a line. */
final class FileNotifierProvider implements NotifierProvider {

    private static final String EXAMPLE = "file:///absolute/path/to/notifications.jsonl";

    @Override
    public Set<String> schemes() {
        return Set.of("file");
    }

    @Override
    public Notifier create(Destination destination) {
        String path = destination.uri(EXAMPLE).getPath();
        if (path == null || path.isEmpty() || path.endsWith("/")) {
            throw new IllegalArgumentException("'" + destination.display() + "' names no file; write " + EXAMPLE);
        }
        return new FileNotifier(Path.of(path));
    }
}
