package org.osprofiler.cli;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.osprofiler.report.Terminal;
import org.osprofiler.report.Trace;
import org.osprofiler.send.FailureReason;
import org.osprofiler.store.TraceStore;
import org.osprofiler.wire.Notification;

/**
 * A trace of which nothing more is to come.
 *
 * @param notifications in order of arrival
 */
record CompleteTrace(List<Notification> notifications, Trace trace) {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final long POLL_MILLIS = 50;
    /** Looks that must find the same, where nobody tells whether a broker still has something. */
    private static final int SAME_LOOKS = 4;

    /**
     * Waits until all is stored, when those who send have flushed.
     *
     * @param drained whether nothing is on its way any more, as far as that is known
     * @throws Failure when that takes too long
     */
    static CompleteTrace await(TraceStore store, String baseId, BooleanSupplier drained) throws InterruptedException {
        Instant limit = Instant.now().plus(LIMIT);
        int seen = 0;
        int same = 0;
        while (true) {
            boolean settled = drained.getAsBoolean(); // asked first: what it lets through is then read
            List<Notification> notifications = store.notifications(baseId);
            Trace trace = Trace.of(notifications);
            same = notifications.size() == seen ? same + 1 : 0;
            seen = notifications.size();
            if (settled && same >= SAME_LOOKS && isComplete(trace)) {
                return new CompleteTrace(notifications, trace);
            }
            if (Instant.now().isAfter(limit)) {
                throw Failure.failed("the trace " + baseId + " is not complete in " + store.display() + " after "
                        + LIMIT.toSeconds() + " s: " + seen + " notifications, some of them without start or stop");
            }
            Thread.sleep(POLL_MILLIS);
        }
    }

    private static boolean isComplete(Trace trace) {
        return !trace.spans().isEmpty() && trace.spans().stream().allMatch(span -> span.hasStart() && span.hasStop());
    }

    /** Writes {@code trace.html}, {@code trace.json} and {@code notifications.jsonl}: all of them or none. */
    void write(Path folder, Console console) {
        try (NewFiles files = new NewFiles()) {
            Path made = Folder.made(folder);
            files.write(made.resolve("trace.html"), out -> write(TraceFormat.HTML, out));
            files.write(made.resolve("trace.json"), out -> write(TraceFormat.JSON, out));
            files.write(made.resolve("notifications.jsonl"), this::writeLines);
            files.publish();
        } catch (IOException e) {
            throw Failure.failed("--out: cannot write to " + folder + ": " + FailureReason.of(e), e);
        }
        console.say("wrote " + folder.resolve("trace.html"));
    }

    private void write(TraceFormat format, Writer out) throws IOException {
        format.write(trace, null, out, Terminal.plain(0));
        out.write('\n');
    }

    private void writeLines(Writer out) throws IOException {
        for (Notification notification : notifications) {
            out.write(notification.toJson() + "\n");
        }
    }
}
