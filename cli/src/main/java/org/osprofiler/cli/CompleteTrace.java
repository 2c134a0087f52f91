package org.osprofiler.cli;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.osprofiler.report.Trace;
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

    /** Writes {@code trace.html}, {@code trace.json} and {@code notifications.jsonl}. */
    void write(Path folder, Console console) throws IOException {
        try {
            Files.createDirectories(folder);
            write(folder.resolve("trace.html"), TraceFormat.html());
            write(folder.resolve("trace.json"), TraceFormat.json());
            try (BufferedWriter lines = Files.newBufferedWriter(folder.resolve("notifications.jsonl"))) {
                for (Notification notification : notifications) {
                    lines.write(notification.toJson() + "\n");
                }
            }
        } catch (IOException e) {
            throw Failure.failed("cannot write to " + folder + ": " + e.getMessage(), e);
        }
        console.say("wrote " + folder.resolve("trace.html"));
    }

    private void write(Path file, TraceFormat format) throws IOException {
        try (Writer out = Files.newBufferedWriter(file)) {
            format.write(trace, null, out, 0);
            out.write('\n');
        }
    }
}
