package org.osprofiler;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.osprofiler.send.LossReason;
import org.osprofiler.send.OutgoingNotification;
import org.osprofiler.send.Sender;
import org.osprofiler.wire.Notification;
import org.osprofiler.wire.PayloadWriter;

/** Turns queued spans into notifications: their first sight is the start, their second the stop. The sender's thread only. */
final class SpanEncoder implements Sender.Source<Span> {

    private static final System.Logger LOG = System.getLogger(Profiler.class.getName());

    private final Profiler profiler;
    private final PayloadWriter payloads;
    private final Redaction redaction;
    /** Roots that were seen to start; those that ended are taken off by {@link #housekeeping()}. */
    private final List<Span> roots = new ArrayList<>();

    SpanEncoder(Profiler profiler, ProfilerOptions options) {
        this.profiler = profiler;
        this.payloads = new PayloadWriter(options.host(), options.project(), options.service());
        this.redaction = new Redaction(options.redact());
    }

    @Override
    public int weight(Span span) {
        return span.startSeen ? span.stopWeight() : span.startWeight();
    }

    @Override
    public boolean isActive() {
        return profiler.isActive();
    }

    @Override
    public OutgoingNotification encode(Span span) {
        boolean start = !span.startSeen;
        span.startSeen = true;
        if (start && span.parent == null) {
            roots.add(span);
            LOG.log(
                    System.Logger.Level.INFO,
                    "osprofiler: {0} traces a request, trace {1}",
                    payloads.service(),
                    span.baseId());
        }
        Trace trace = span.trace();
        long at = trace.epochMicros(start ? span.startNanos : span.stopNanos);
        SpanInfo info = start ? span.startInfo : span.stopInfo;
        String payload = payload(span, start, at, info);
        if (payload.length() > profiler.options().limits().maxNotification()) {
            profiler.losses().count(LossReason.TOO_LARGE, 1);
            payload = payload(span, start, at, new NamedValue("omitted", "longer than max_notification"));
        }
        return new OutgoingNotification(messageId(), at, payload);
    }

    private String payload(Span span, boolean start, long at, @Nullable SpanInfo info) {
        return payloads.write(
                span.name().concat(start ? Notification.START : Notification.STOP),
                span.baseId(),
                span.spanId(),
                span.parentId(),
                at,
                json -> {
                    InfoWriter out = new InfoWriter(json, redaction);
                    if (info != null) {
                        info.write(out);
                    }
                    if (!start && span.parent == null) {
                        span.trace().writeDropped(out);
                    }
                });
    }

    private static String messageId() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return new UUID(
                        random.nextLong() & 0xffff_ffff_ffff_0fffL | 0x4000L,
                        random.nextLong() & 0x3fff_ffff_ffff_ffffL | 0x8000_0000_0000_0000L)
                .toString();
    }

    @Override
    public void housekeeping() {
        long tooOld =
                System.nanoTime() - profiler.options().limits().maxTraceTime().toNanos();
        roots.removeIf(root -> {
            if (root.isOpen() && root.startNanos - tooOld < 0) {
                root.trace().expire(root);
            }
            return !root.isOpen();
        });
    }
}
