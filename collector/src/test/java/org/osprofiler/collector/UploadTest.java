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
                1000,
                Duration.ofSeconds(60),
                System::nanoTime);
    }

    /** A request that waits for ever keeps a thread for ever. */
    @Test
    void permitThatNobodyGivesBack_is503AndNothingIsStored() throws Exception {
        CollectorCounters counters = new CollectorCounters();
        try (TraceStore store = TraceStores.open("jdbc:h2:mem:" + UUID.randomUUID());
                StoreWriter writer = new StoreWriter(store, counters)) {
            Semaphore reading = new Semaphore(0);
            Upload upload = new Upload(writer, reading, null);
            assertThatThrownBy(() -> upload.take(body("[{}]")))
                    .isInstanceOf(HttpProblem.class)
                    .hasMessage("nothing was stored: too much arrives at once; send it again")
                    .satisfies(problem ->
                            assertThat(((HttpProblem) problem).status()).isEqualTo(503));
            assertThat(upload.broken()).isZero();

            reading.release(1);
            new Upload(writer, reading, null).take(body("[{}]"));
            assertThat(reading.availablePermits()).as("given back").isEqualTo(1);
        }
    }
}
