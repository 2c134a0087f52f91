package org.osprofiler;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import org.osprofiler.send.Notifier;
import org.osprofiler.send.OutgoingNotification;
import org.osprofiler.wire.HmacKey;
import org.osprofiler.wire.MalformedNotificationException;
import org.osprofiler.wire.Notification;
import org.osprofiler.wire.SignedHeaders;
import org.osprofiler.wire.Verdict;

/** A profiler that keeps what it sends. (The testkit builds upon core, so core's own tests cannot use it.) */
final class Recorder implements Notifier {

    static final String KEY = "a key for tests only";

    private final List<String> sent = new ArrayList<>();
    private volatile CountDownLatch gate = new CountDownLatch(0);
    private final CountDownLatch held = new CountDownLatch(1);
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

    /** What is sent from now on waits until {@link #release}. */
    void hold() {
        gate = new CountDownLatch(1);
    }

    void awaitHeld() throws InterruptedException {
        held.await();
    }

    void release() {
        gate.countDown();
    }

    @Override
    public void send(List<OutgoingNotification> batch) throws InterruptedException {
        if (gate.getCount() > 0) {
            held.countDown();
            gate.await();
        }
        synchronized (sent) {
            batch.forEach(outgoing -> sent.add(outgoing.payload()));
        }
    }

    List<String> payloads() throws InterruptedException {
        if (!profiler.flush(Duration.ofSeconds(10))) {
            throw new AssertionError("not flushed");
        }
        synchronized (sent) {
            return List.copyOf(sent);
        }
    }

    List<Notification> flushed() throws InterruptedException {
        List<Notification> read = new ArrayList<>();
        for (String payload : payloads()) {
            try {
                read.add(Notification.parse(payload));
            } catch (MalformedNotificationException e) {
                throw new AssertionError(e);
            }
        }
        return read;
    }

    List<String> names() throws InterruptedException {
        return flushed().stream().map(Notification::name).toList();
    }

    @Override
    public void close() {}
}
