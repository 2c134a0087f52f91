package org.osprofiler.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigWatchTest {

    @Test
    void changeThatFails_isSaid_andTheNextOneIsSeen(@TempDir Path dir) throws Exception {
        Path file = Files.writeString(dir.resolve("a"), "1");
        AtomicInteger changes = new AtomicInteger();
        Runnable onChange = () -> {
            if (changes.incrementAndGet() == 1) {
                throw new IllegalStateException("a defect");
            }
        };
        try (CapturedLog log = new CapturedLog();
                ConfigWatch watch = new ConfigWatch("test", List.of(file), Duration.ofMillis(5), onChange)) {
            watch.start();
            Files.writeString(file, "22");
            await().until(() -> changes.get() >= 1); // a write may be seen in two steps
            int before = changes.get();
            Files.writeString(file, "333");
            await().until(() -> changes.get() > before);
            assertThat(log.lines()).singleElement().asString().startsWith("WARNING");
        }
    }
}
