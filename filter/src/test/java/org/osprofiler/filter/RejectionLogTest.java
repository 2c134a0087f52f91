package org.osprofiler.filter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.osprofiler.wire.Verdict;

class RejectionLogTest {

    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5); // the clock may run over
    private final RejectionLog log = new RejectionLog(now::get);

    @Test
    void reasonsAndFailures_areOneLineASecond() {
        try (CapturedLog captured = new CapturedLog()) {
            log.log(Verdict.Rejected.NOT_JSON);
            log.log(Verdict.Rejected.TOO_LONG);
            now.addAndGet(999_999_999);
            log.failed(new IllegalStateException("too soon"));
            assertThat(captured.lines()).hasSize(1);
            assertThat(captured.lines().get(0)).startsWith("FINE").contains(Verdict.Rejected.NOT_JSON.reason());
            now.incrementAndGet();
            log.failed(new IllegalStateException("a defect"));
            assertThat(captured.lines()).hasSize(2);
            assertThat(captured.lines().get(1)).startsWith("WARNING").contains("not traced");
        }
    }
}
