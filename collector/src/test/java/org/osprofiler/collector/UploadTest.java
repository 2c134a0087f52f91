package org.osprofiler.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.osprofiler.store.TraceStore;
import org.osprofiler.store.TraceStores;

class UploadTest {

    private static PostedBody body(String json) {
        return new PostedBody(
                new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)),
                1_000_000,
                Duration.ofSeconds(60),
                System::nanoTime);
    }

    private static final String LARGE = "[{},{\"x\":\"" + "x".repeat(Upload.SMALL_BYTES) + "\"}]";

    /** A request that waits for ever keeps a thread for ever. */
    @Test
    void permitsThatNobodyGivesBack_are503AndNothingIsStored() throws Exception {
        CollectorCounters counters = new CollectorCounters();
        try (TraceStore store = TraceStores.open("jdbc:h2:mem:" + UUID.randomUUID());
                StoreWriter writer = new StoreWriter(store, counters)) {
            Semaphore reading = new Semaphore(0);
            Upload refused = new Upload(writer, reading, Duration.ofMillis(50), null);
            assertThatThrownBy(() -> refused.take(body(LARGE)))
                    .isInstanceOf(HttpProblem.class)
                    .hasMessage("nothing was stored: too much arrives at once; send it again")
                    .satisfies(problem ->
                            assertThat(((HttpProblem) problem).status()).isEqualTo(503));
            assertThat(refused.broken()).isZero();

            Upload small = new Upload(writer, reading, Duration.ofMillis(50), null);
            small.take(body("[{}]"));
            assertThat(small.broken()).as("asked for no permit").isEqualTo(1);

            reading.release(Upload.PERMITS);
            Upload large = new Upload(writer, reading, Duration.ofMillis(50), null);
            large.take(body(LARGE));
            assertThat(large.broken()).isEqualTo(2);
            assertThat(reading.availablePermits()).as("given back").isEqualTo(Upload.PERMITS);
        }
    }
}
