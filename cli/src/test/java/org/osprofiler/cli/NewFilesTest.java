package org.osprofiler.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NewFilesTest {

    @TempDir
    Path folder;

    private static NewFiles.Content text(String text) {
        return out -> out.write(text);
    }

    @Test
    void write_failsHalfway_leavesAllAsItWas() throws IOException {
        Path first = folder.resolve("first");
        Path second = Files.writeString(folder.resolve("second"), "old");

        assertThatThrownBy(() -> {
                    try (NewFiles files = new NewFiles()) {
                        files.write(first, text("new"));
                        files.write(second, out -> {
                            out.write("ne");
                            throw new IOException("disk full");
                        });
                        files.publish();
                    }
                })
                .hasMessage("disk full");

        assertThat(folder).isDirectoryContaining(second::equals).isDirectoryNotContaining(first::equals);
        assertThat(folder.toFile().list()).hasSize(1);
        assertThat(second).hasContent("old");
    }

    @Test
    void publish_existingFile_replacedAndItsPermissionsKept() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "a longer old text");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));

        try (NewFiles files = new NewFiles()) {
            files.write(file, text("new"));
            assertThat(file).hasContent("a longer old text");
            files.publish();
        }

        assertThat(file).hasContent("new");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-r-----");
        assertThat(folder.toFile().list()).hasSize(1);
    }

    @Test
    void write_link_writesWhatItLeadsTo() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "old");
        Path link = Files.createSymbolicLink(folder.resolve("link"), file);

        try (NewFiles files = new NewFiles()) {
            files.write(link, text("new"));
            files.publish();
        }

        assertThat(link).isSymbolicLink();
        assertThat(file).hasContent("new");
    }

    @Test
    void write_pipe_writesIntoIt() throws Exception {
        Path pipe = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        CompletableFuture<String> read = CompletableFuture.supplyAsync(() -> {
            try {
                return Files.readString(pipe);
            } catch (IOException e) {
                return e.toString();
            }
        });

        try (NewFiles files = new NewFiles()) {
            files.write(pipe, text("new"));
            files.publish();
        }

        assertThat(read.join()).isEqualTo("new");
        assertThat(Files.isRegularFile(pipe)).isFalse();
    }
}
