package org.osprofiler.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osprofiler.wire.JsonReader;
import org.osprofiler.wire.MalformedJsonException;
import org.osprofiler.wire.Notification;

/**
 * What was read from a file that a person named: a report as {@code --json} printed it, or notifications, one JSON object a
 * line (a payload, or a whole notification with it under {@code payload}).
 *
 * @param notifications of one trace, in the order of the file
 * @param leftOut what could not be read, for stderr
 * @param report the report as it stands in the file; null when the file holds notifications
 */
public record NotificationFile(
        List<Notification> notifications,
        List<LeftOut> leftOut,
        @Nullable Object report) {

    /**
     * Reads a file, notifications line by line. A pipe will do.
     *
     * @param wantedBaseId the trace to take; null when the file holds only one. Not in the file: no notifications
     * @throws IOException when the file cannot be read
     * @throws SeveralTracesException when the file holds several traces and {@code wantedBaseId} is null
     * @throws TraceFileException when it holds neither a report nor a notification
     */
    public static NotificationFile read(Path file, @Nullable String wantedBaseId)
            throws IOException, TraceFileException {
        try (TwiceRead content = TwiceRead.open(file)) {
            String notWhole = "";
            try {
                Object whole = JsonReader.forFiles().sharingParts().read(content.in());
                if (ReportFile.isReport(whole)) {
                    return ofReport(whole, wantedBaseId);
                }
            } catch (MalformedJsonException e) { // as is usual for lines: it ends behind the first
                notWhole = "as a whole: " + e.getMessage() + "; ";
            }
            content.again();
            LineFile lines = new LineFile(content.in(), wantedBaseId);
            if (lines.hasNotifications()) {
                return lines.toResult(file);
            }
            throw new TraceFileException(Printable.of(file
                    + " holds neither a report (trace show --json) nor notifications, one JSON object a line: "
                    + notWhole
                    + lines.firstReason()));
        }
    }

    private static NotificationFile ofReport(@Nullable Object json, @Nullable String wantedBaseId) {
        ReportFile report = new ReportFile(json);
        List<Notification> wanted = report.notifications.stream()
                .filter(notification -> wantedBaseId == null || wantedBaseId.equals(notification.baseId()))
                .toList();
        return new NotificationFile(wanted, List.copyOf(report.leftOut), json);
    }
}
