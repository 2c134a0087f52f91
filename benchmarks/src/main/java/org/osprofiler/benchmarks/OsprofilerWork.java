package org.osprofiler.benchmarks;

import java.time.Duration;
import java.util.List;
import org.osprofiler.Limits;
import org.osprofiler.Profiler;
import org.osprofiler.ProfilerOptions;
import org.osprofiler.Scope;
import org.osprofiler.Span;
import org.osprofiler.send.Notifier;
import org.osprofiler.send.OutgoingNotification;
import org.osprofiler.wire.HmacKey;
import org.osprofiler.wire.SignedHeaders;
import org.osprofiler.wire.Verdict;

/** Ours. */
final class OsprofilerWork implements TracedWork {

    private static final Long ROWS = 7L;
    private static final String KEY = "a key for benchmarks";

    private final Profiler profiler = Profiler.create(
            ProfilerOptions.builder()
                    .enabled(true)
                    .hmacKeys(List.of(KEY))
                    .limits(unlimitedRoots(Limits.DEFAULTS))
                    .build(),
            new Discarding());
    private final Verdict.Accepted accepted;
    private Span root = Span.NONE;
    private Scope scope = Span.NONE.attach();

    OsprofilerWork() {
        SignedHeaders headers = SignedHeaders.sign("base", "parent", HmacKey.of(KEY));
        accepted = (Verdict.Accepted) profiler.verify(headers.info(), headers.hmac());
    }

    /** Bursts follow each other faster than traces may by default. */
    private static Limits unlimitedRoots(Limits d) {
        return new Limits(
                d.maxHeaderLength(),
                d.maxKeys(),
                1_000_000,
                d.maxSpans(),
                d.maxStatement(),
                d.maxMessage(),
                d.maxText(),
                d.maxNotification(),
                d.queue(),
                d.queueBytes(),
                d.maxTraceTime(),
                d.closeTimeout());
    }

    @Override
    public void openTrace() {
        root = profiler.open(accepted, "wsgi", out -> {});
        if (!root.isTraced()) {
            throw new IllegalStateException("not traced: " + profiler.counters().getLost());
        }
        scope = root.attach();
    }

    @Override
    public void span() {
        Profiler.span("work").close();
    }

    @Override
    public void spanWithField() {
        try (Span span = Profiler.span("work")) {
            span.info("rows", ROWS);
        }
    }

    @Override
    public void closeTraceAndDrain() {
        scope.close();
        root.close();
        try {
            if (!profiler.flush(Duration.ofSeconds(30))) {
                throw new IllegalStateException("not flushed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!profiler.counters().getLost().isEmpty()) {
            throw new IllegalStateException("lost: " + profiler.counters().getLost());
        }
    }

    @Override
    public void close() {
        profiler.close();
    }

    private static final class Discarding implements Notifier {
        @Override
        public void send(List<OutgoingNotification> batch) {}

        @Override
        public void close() {}
    }
}
