package org.osprofiler.send;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** Appends each batch with one write, so that several processes can share a file. Keeps nothing open in between. */
final class FileNotifier implements Notifier {

    private final Path file;

    FileNotifier(Path file) {
        this.file = file;
    }

    @Override
    public void send(List<OutgoingNotification> batch) throws IOException {
        StringBuilder lines = new StringBuilder(batch.size() * 400);
        for (OutgoingNotification notification : batch) {
            lines.append(notification.payload()).append('\n');
        }
        Files.write(
                file,
                lines.toString().getBytes(StandardCharsets.UTF_8),
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND,
                StandardOpenOption.WRITE);
    }

    @Override
    public void close() {}
}
