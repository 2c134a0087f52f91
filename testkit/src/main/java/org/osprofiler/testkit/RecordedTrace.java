package org.osprofiler.testkit;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.osprofiler.Profiler;
import org.osprofiler.ProfilerOptions;
import org.osprofiler.Scope;
import org.osprofiler.Span;
import org.osprofiler.wire.HmacKey;
import org.osprofiler.wire.Notification;
import org.osprofiler.wire.SignedHeaders;
import org.osprofiler.wire.Verdict;

/**
 * A trace around what a test does, recorded in memory:
 *
 * <pre>{@code
 * try (RecordedTrace trace = RecordedTrace.start()) {
 *     service.create("volume");
 *     assertThat(trace.names()).containsExactly("wsgi-start", "VolumeService.create-start", …);
 * }
 * }</pre>
 *
 * <p>The root, named {@code wsgi}, is current on the thread that called {@link #start}; {@link #names()} and {@link
 * #notifications()} end it first.
 */
public final class RecordedTrace implements AutoCloseable {

    /** The key that the recorded profiler accepts. */
    public static final String KEY = "a key for tests only";

    private final RecordingNotifier notifier = new RecordingNotifier();
    private final Profiler profiler;
    private final Span root;
    private final Scope scope;

    private RecordedTrace(ProfilerOptions options) {
        profiler = Profiler.create(options, notifier);
        String baseId = UUID.randomUUID().toString();
        SignedHeaders headers = SignedHeaders.sign(baseId, baseId, HmacKey.of(KEY));
        Verdict verdict = profiler.verify(headers.info(), headers.hmac());
        if (!(verdict instanceof Verdict.Accepted accepted)) {
            throw new IllegalArgumentException("the options do not accept the key of tests: " + verdict);
        }
        root = profiler.open(accepted, "wsgi", out -> {});
        scope = root.attach();
    }

    /** A trace with everything at its default. */
    public static RecordedTrace start() {
        return start(options -> options);
    }

    /** A trace whose options a test changes. */
    public static RecordedTrace start(UnaryOperator<ProfilerOptions.Builder> change) {
        return new RecordedTrace(change.apply(ProfilerOptions.builder()
                        .enabled(true)
                        .hmacKeys(List.of(KEY))
                        .project("test")
                        .service("test")
                        .host("localhost"))
                .build());
    }

    public Profiler profiler() {
        return profiler;
    }

    public Span root() {
        return root;
    }

    /** Ends the root and gives all notifications in the order in which they were recorded. */
    public List<Notification> notifications() {
        scope.close();
        if (notifier.notifications().stream().noneMatch(n -> n.name().equals("wsgi-stop"))) {
            root.close();
        }
        try {
            if (!profiler.flush(Duration.ofSeconds(10))) {
                throw new IllegalStateException("not recorded within 10 s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
        return notifier.notifications();
    }

    /** The notifications' names. */
    public List<String> names() {
        return notifications().stream().map(Notification::name).toList();
    }

    @Override
    public void close() {
        scope.close();
        profiler.close();
    }
}
