package org.osprofiler.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A folder that the user names and we make when it is missing. */
final class Folder {

    private Folder() {}

    /** The folder's real path; Java 17 refuses to "make" a link to a folder. */
    static Path made(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder);
        }
        return folder.toRealPath();
    }
}
