package org.osprofiler.cli;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Files that appear whole, and none before all are written: each is written beside its place, and {@link #publish} moves them there.
 * What exists and is no regular file (a pipe, {@code /dev/stdout}, a link) cannot be replaced so, and is written to at once.
 */
final class NewFiles implements AutoCloseable {

    /** A file's text. */
    interface Content {
        void write(Writer out) throws IOException;
    }

    /** Where the written ones stand until they are moved, and where to. */
    private final Map<Path, Path> written = new LinkedHashMap<>();

    void write(Path target, Content content) throws IOException {
        boolean exists = Files.exists(target, LinkOption.NOFOLLOW_LINKS);
        if (exists && !isReplaceable(target)) {
            try (BufferedWriter out = Files.newBufferedWriter(target)) {
                content.write(out);
            }
            return;
        }
        Path aside = target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID());
        written.put(aside, target);
        Files.createFile(aside);
        if (exists) {
            copyPermissions(target, aside); // first: the content is for nobody else
        }
        try (BufferedWriter out = Files.newBufferedWriter(aside)) {
            content.write(out);
        }
    }

    private static boolean isReplaceable(Path target) {
        Path folder = target.toAbsolutePath().getParent();
        return Files.isRegularFile(target, LinkOption.NOFOLLOW_LINKS)
                && Files.isWritable(target)
                && folder != null
                && Files.isWritable(folder);
    }

    private static void copyPermissions(Path from, Path to) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(to, PosixFileAttributeView.class);
        if (view != null) {
            view.setPermissions(Files.getPosixFilePermissions(from));
        }
    }

    /** Moves all that was written to its place. */
    void publish() throws IOException {
        for (Map.Entry<Path, Path> file : written.entrySet()) {
            Files.move(file.getKey(), file.getValue(), StandardCopyOption.ATOMIC_MOVE);
        }
        written.clear();
    }

    /** Takes away what was not published. */
    @Override
    public void close() throws IOException {
        for (Path aside : written.keySet()) {
            Files.deleteIfExists(aside);
        }
    }
}
