package org.osprofiler.send;

import java.net.URI;
import java.nio.file.Path;
import java.util.Set;

/** {@code file:///var/log/trace.jsonl}: appends payloads to a file, one JSON object a line. */
final class FileNotifierProvider implements NotifierProvider {

    @Override
    public Set<String> schemes() {
        return Set.of("file");
    }

    @Override
    public Notifier create(Destination destination) {
        String path = URI.create(destination.url()).getPath();
        if (path == null || path.isEmpty() || path.endsWith("/")) {
            throw new IllegalArgumentException(
                    "'" + destination.url() + "' names no file; write file:///absolute/path/to/notifications.jsonl");
        }
        return new FileNotifier(Path.of(path));
    }
}
