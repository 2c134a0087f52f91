package org.osprofiler.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileNotifierTest {

    private static final List<OutgoingNotification> BATCH =
            List.of(new OutgoingNotification("m1", 0, "{\"a\":1}"), new OutgoingNotification("m2", 0, "{\"b\":2}"));

    @TempDir
    Path dir;

    private static Notifier notifier(String url) {
        return Notifiers.create(new Destination(url, "h", "s", "e", "t", null));
    }

    @Test
    void file_getsALineForEachNotification() throws Exception {
        Path file = dir.resolve("with space.jsonl");
        Notifier notifier = notifier(file.toUri().toString());
        notifier.send(BATCH);
        notifier.send(BATCH);
        assertThat(Files.readAllLines(file)).containsExactly("{\"a\":1}", "{\"b\":2}", "{\"a\":1}", "{\"b\":2}");
    }

    @Test
    void urlWithoutPath_isRefused() {
        assertThatThrownBy(() -> notifier("file:"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("file:///");
    }

    @Test
    void twoNotifiersOfOneFile_tearNoLine_andLoseNone() throws Exception {
        Path file = dir.resolve("shared.jsonl");
        int batches = 20;
        CyclicBarrier start = new CyclicBarrier(2);
        ExecutorService writers = Executors.newFixedThreadPool(2);
        try {
            List<Future<?>> written = new ArrayList<>();
            for (char letter : new char[] {'a', 'b'}) {
                // Batches of 300 kB: more than any buffer that a write may be cut into.
                List<OutgoingNotification> batch = IntStream.range(0, 100)
                        .mapToObj(i -> new OutgoingNotification(
                                "m" + i, 0, String.valueOf(letter).repeat(3001)))
                        .toList();
                written.add(writers.submit(() -> {
                    Notifier notifier = notifier(file.toUri().toString());
                    start.await();
                    for (int i = 0; i < batches; i++) {
                        notifier.send(batch);
                    }
                    return null;
                }));
            }
            for (Future<?> one : written) {
                one.get();
            }
        } finally {
            writers.shutdownNow();
        }
        List<String> lines = Files.readAllLines(file);
        assertThat(lines).hasSize(2 * 100 * batches);
        assertThat(lines).containsOnly("a".repeat(3001), "b".repeat(3001));
        for (int from = 0; from < lines.size(); from += 100) {
            assertThat(lines.subList(from, from + 100))
                    .as("a batch stays together")
                    .containsOnly(lines.get(from));
        }
    }

    /** A disk with room for half of what is written. */
    private static final class HalfFull extends FileOutputStream {
        HalfFull(File file) throws IOException {
            super(file, true);
        }

        @Override
        public void write(byte[] bytes) throws IOException {
            super.write(bytes, 0, bytes.length / 2);
            throw new IOException("No space left on device");
        }
    }

    @Test
    void fullDisk_leavesNoHalfLine() throws Exception {
        Path file = Files.writeString(dir.resolve("full.jsonl"), "before\n");
        try (FileOutputStream full = new HalfFull(file.toFile())) {
            assertThatIOException()
                    .isThrownBy(() -> FileNotifier.append(full, "0123456789\n".getBytes(StandardCharsets.UTF_8)))
                    .withMessage("No space left on device");
        }
        assertThat(file).hasContent("before\n");
        notifier(file.toUri().toString()).send(BATCH);
        assertThat(Files.readAllLines(file)).containsExactly("before", "{\"a\":1}", "{\"b\":2}");
    }
}
