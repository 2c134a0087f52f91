package org.osprofiler.collector;

import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A collector over HTTP, with a store in memory, for each test. */
abstract class CollectorTest {

    private static final String PAYLOAD = """
            {"name":"db-start","base_id":"b","trace_id":"%s","parent_id":"b","timestamp":"2026-03-14T09:26:53.589793",\
            "info":{"host":"vol-1"},"project":"cinder","service":"volume-api"}""";

    Collector collector;

    Http http;

    @BeforeEach
    void startCollector() throws Exception {
        collector = Collector.start(CollectorOptions.builder()
                .listen("127.0.0.1", 0)
                .store("jdbc:h2:mem:" + UUID.randomUUID())
                .build());
        http = new Http(collector);
    }

    @AfterEach
    void closeCollector() {
        collector.close();
    }

    static String payload(String spanId) {
        return PAYLOAD.formatted(spanId);
    }
}
