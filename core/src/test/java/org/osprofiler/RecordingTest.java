package org.osprofiler;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;

/** A profiler for each test, of which nothing is left behind. */
abstract class RecordingTest {

    Recorder recorder = new Recorder();

    @AfterEach
    void nothingIsLeftBehind() {
        recorder.profiler.close();
        assertThat(Profiler.isTracing()).isFalse();
        assertThat(CurrentSpan.possible()).isFalse();
    }

    void restart(java.util.function.UnaryOperator<ProfilerOptions.Builder> change) {
        recorder.profiler.close();
        recorder = new Recorder(change);
    }

    static Limits limits(int maxRoots, int maxSpans, int queue, Duration maxTraceTime) {
        Limits d = Limits.DEFAULTS;
        return new Limits(
                d.maxHeaderLength(),
                d.maxKeys(),
                maxRoots,
                maxSpans,
                d.maxStatement(),
                d.maxMessage(),
                64,
                d.maxNotification(),
                queue,
                d.queueBytes(),
                maxTraceTime,
                d.closeTimeout());
    }
}
