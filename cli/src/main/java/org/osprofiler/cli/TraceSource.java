package org.osprofiler.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osprofiler.report.LeftOut;
import org.osprofiler.report.NotificationFile;
import org.osprofiler.report.PythonUuid;
import org.osprofiler.report.SeveralTracesException;
import org.osprofiler.report.Trace;
import org.osprofiler.report.TraceFileException;
import org.osprofiler.send.FailureReason;
import org.osprofiler.wire.Notification;

/**
 * A trace as it was found.
 *
 * @param report the report that it was read from; null when it was read from notifications
 */
record TraceSource(Trace trace, @Nullable Object report) {

    /**
     * Finds a trace: what is a UUID to Python is an id; else an existing file; else an id.
     *
     * @param wanted the trace to take from a file with several
     * @param option the option that says so
     * @throws Failure when there is none
     */
    static TraceSource find(String idOrFile, @Nullable String wanted, String option, StoreOption store, Console console)
            throws IOException {
        Path file = file(idOrFile);
        if (file == null && wanted != null) {
            throw Failure.usage(
                    option + " picks a trace of a file; " + idOrFile + " is no file, but a trace's id already");
        }
        TraceSource source = file == null ? read(idOrFile, store, console) : read(file, wanted, option, console);
        say(idOrFile, source.trace.leftOut(), console);
        return source;
    }

    private static void say(Object source, List<LeftOut> leftOut, Console console) {
        for (LeftOut each : leftOut) {
            console.say(source + ": " + each.message());
        }
    }

    private static @Nullable Path file(String idOrFile) {
        if (PythonUuid.digits(idOrFile).isPresent()) {
            return null;
        }
        try {
            Path file = Path.of(idOrFile);
            return Files.exists(file) ? file : null;
        } catch (InvalidPathException e) {
            return null;
        }
    }

    private static TraceSource read(String baseId, StoreOption store, Console console) {
        List<Notification> notifications = store.read(console, open -> {
            List<Notification> found = open.notifications(baseId);
            if (found.isEmpty()) {
                throw Failure.failed("no trace " + baseId + " in " + open.display());
            }
            return found;
        });
        return new TraceSource(Trace.of(notifications), null);
    }

    private static TraceSource read(Path file, @Nullable String wanted, String option, Console console)
            throws IOException {
        try {
            NotificationFile content = NotificationFile.read(file, wanted);
            say(file, content.leftOut(), console);
            if (wanted != null && content.notifications().isEmpty()) {
                throw Failure.failed("no trace " + wanted + " in " + file);
            }
            return new TraceSource(Trace.of(content.notifications()), content.report());
        } catch (SeveralTracesException e) {
            throw Failure.usage(e.getMessage() + "; pick one with " + option + " ID", e);
        } catch (TraceFileException e) {
            throw Failure.usage(String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw Failure.usage("cannot read " + file + ": " + FailureReason.of(e), e);
        }
    }

    /**
     * Refuses a report without any span, which Python's command takes for no trace.
     *
     * @throws Failure naming what was asked for
     */
    void requireSpans(String idOrFile) {
        if (report instanceof Map<?, ?> map && map.get("children") instanceof List<?> children && children.isEmpty()) {
            throw Failure.failed("no trace in " + idOrFile + ": its report has no children");
        }
    }
}
