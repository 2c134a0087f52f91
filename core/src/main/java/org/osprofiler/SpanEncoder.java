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

    private final Recording recording;
    private final PayloadWriter payloads;
    /** Roots that were seen to start; those that ended are taken off by {@link #housekeeping()}. */
    private final List<Span> roots = new ArrayList<>();

    SpanEncoder(Recording recording) {
        this.recording = recording;
        ProfilerOptions options = recording.options();
        this.payloads = new PayloadWriter(options.host(), options.project(), options.service());
    }

    @Override
    public int weight(Span span) {
        return span.startSeen ? span.stopWeight : span.startWeight();
    }

    @Override
    public boolean isActive() {
        return recording.active() > 0;
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
                    recording.options().service(),
                    oneLine(span.baseId()));
        }
        long at = span.trace().epochMicros(start ? span.startNanos : span.stopNanos);
        String payload = payload(span, start, at, start ? span.startInfo : span.stopInfo);
        if (payload.length() > recording.limits().maxNotification()) {
            recording.losses().count(LossReason.TOO_LARGE, 1);
            payload = payload(span, start, at, new NamedValue("omitted", "longer than max_notification"));
        }
        ThreadLocalRandom random = ThreadLocalRandom.current();
        String messageId = new UUID(RandomId.high(random), RandomId.low(random)).toString();
        return new OutgoingNotification(messageId, at, payload);
    }

    private String payload(Span span, boolean start, long at, @Nullable SpanInfo info) {
        return payloads.write(
                DescribedValue.cut(span.name(), Notification.LONGEST_NAME)
                        .concat(start ? Notification.START : Notification.STOP),
                span.baseId(),
                span.spanId(),
                span.parentId(),
                at,
                json -> {
                    InfoWriter out = new InfoWriter(json, recording.settings().redaction());
                    if (!start && span.parent == null) {
                        span.trace().writeDropped(out);
                    }
                    if (info != null) {
                        info.write(out);
                    }
                });
    }

    /** The id comes from outside, signed but free: it must not add lines of its own to the log. */
    private static String oneLine(String id) {
        return id.replaceAll("\\p{C}", "?");
    }

    @Override
    public void housekeeping() {
        long tooOld = System.nanoTime() - recording.limits().maxTraceTime().toNanos();
        roots.removeIf(root -> {
            if (root.isOpen() && root.startNanos - tooOld < 0) {
                root.trace().expire(root);
            }
            return !root.isOpen();
        });
    }
}
