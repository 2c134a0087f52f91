package org.osprofiler.send;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * Appends each batch as a whole, under the file's lock, so that several processes, and several applications of one process, can
 * share a file. Keeps nothing open in between.
 */
final class FileNotifier implements Notifier {

    private static final long MILLIS_BETWEEN_TRIES = 1;

    private final Path file;

    FileNotifier(Path file) {
        this.file = file;
    }

    @Override
    public void send(List<OutgoingNotification> batch) throws IOException, InterruptedException {
        StringBuilder text = new StringBuilder(batch.size() * 400);
        for (OutgoingNotification notification : batch) {
            text.append(notification.payload()).append('\n');
        }
        byte[] lines = text.toString().getBytes(StandardCharsets.UTF_8);
        // A stream, for an interruption does not end its write halfway, as it does a channel's.
        try (FileOutputStream out = new FileOutputStream(file.toFile(), true);
                FileLock lock = lock(out.getChannel())) {
            append(out, lines);
        }
    }

    /** Locks are the process': within it nobody is made to wait, but refused. */
    private static FileLock lock(FileChannel channel) throws IOException, InterruptedException {
        while (true) {
            try {
                return channel.lock();
            } catch (OverlappingFileLockException e) {
                Thread.sleep(MILLIS_BETWEEN_TRIES);
            }
        }
    }

    /** All of it or nothing: behind half a line the next try would be unreadable too. */
    static void append(FileOutputStream out, byte[] lines) throws IOException {
        long before = out.getChannel().size();
        try {
            out.write(lines);
        } catch (IOException e) {
            takeBack(out.getChannel(), before, e);
            throw e;
        }
    }

    private static void takeBack(FileChannel channel, long size, IOException failure) {
        boolean interrupted = Thread.interrupted(); // it would close the channel
        try {
            channel.truncate(size);
        } catch (IOException e) {
            failure.addSuppressed(e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void close() {}
}
