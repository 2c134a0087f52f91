package org.osprofiler;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.osprofiler.send.Notifier;
import org.osprofiler.send.OutgoingNotification;
import org.osprofiler.wire.HmacKey;
import org.osprofiler.wire.Notification;
import org.osprofiler.wire.SignedHeaders;
import org.osprofiler.wire.Verdict;

/** A profiler that keeps what it sends. (The testkit builds upon core, so core's own tests cannot use it.) */
final class Recorder implements Notifier {

    static final String KEY = "a key for tests only";

    private final List<Notification> sent = new ArrayList<>();
    final Profiler profiler;

    Recorder(UnaryOperator<ProfilerOptions.Builder> change) {
        profiler = Profiler.create(
                change.apply(ProfilerOptions.builder()
                                .enabled(true)
                                .hmacKeys(List.of(KEY))
                                .project("p")
                                .service("s")
                                .host("h"))
                        .build(),
                this);
    }

    Recorder() {
        this(options -> options);
    }

    Span root() {
        return root(UUID.randomUUID().toString());
    }

    Span root(String baseId) {
        SignedHeaders headers = SignedHeaders.sign(baseId, "caller", HmacKey.of(KEY));
        return profiler.open(
                (Verdict.Accepted) profiler.verify(headers.info(), headers.hmac()), "wsgi", out -> out.field("a", 1));
    }

    @Override
    public synchronized void send(List<OutgoingNotification> batch) {
        for (OutgoingNotification outgoing : batch) {
            try {
                sent.add(Notification.parse(outgoing.payload()));
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }
    }

    List<Notification> flushed() throws InterruptedException {
        if (!profiler.flush(Duration.ofSeconds(10))) {
            throw new AssertionError("not flushed");
        }
        synchronized (this) {
            return List.copyOf(sent);
        }
    }

    List<String> names() throws InterruptedException {
        return flushed().stream().map(Notification::name).toList();
    }

    @Override
    public void close() {}
}
