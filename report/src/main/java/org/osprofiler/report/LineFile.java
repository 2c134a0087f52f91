package org.osprofiler.report;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osprofiler.wire.JsonReader;
import org.osprofiler.wire.MalformedJsonException;
import org.osprofiler.wire.MalformedNotificationException;
import org.osprofiler.wire.Notification;

/**
 * Notifications, one JSON object a line; blank lines are skipped. A payload without {@code base_id} belongs to the trace of
 * the line before.
 */
final class LineFile {

    private final @Nullable String wantedBaseId;
    private final List<Notification> notifications = new ArrayList<>();
    private final List<LeftOut> leftOut = new ArrayList<>();
    private final Set<String> baseIds = new LinkedHashSet<>();
    private @Nullable String lastBaseId;

    private final JsonReader json = JsonReader.forFiles().sharingParts();

    LineFile(InputStream content, @Nullable String wantedBaseId) throws IOException {
        this.wantedBaseId = wantedBaseId;
        Lines lines = new Lines(content);
        for (int number = 1; lines.next(); number++) {
            line(lines, number);
        }
    }

    boolean hasNotifications() {
        return !baseIds.isEmpty();
    }

    /** What is wrong with the first line that could not be read. */
    String firstReason() {
        return leftOut.isEmpty()
                ? "it is empty"
                : leftOut.get(0).what() + ": " + leftOut.get(0).reason();
    }

    NotificationFile toResult(Path file) throws SeveralTracesException {
        if (wantedBaseId == null && baseIds.size() > 1) {
            throw new SeveralTracesException(file, baseIds);
        }
        return new NotificationFile(List.copyOf(notifications), List.copyOf(leftOut), null);
    }

    private void line(Lines lines, int number) {
        try {
            String line = lines.text();
            if (!line.isBlank()) {
                add(PayloadOfTrace.read(json.read(line), lastBaseId));
            }
        } catch (CharacterCodingException e) {
            leaveOut(number, "it is no UTF-8");
        } catch (MalformedJsonException e) {
            leaveOut(number, "it is no JSON: " + e.getMessage());
        } catch (MalformedNotificationException e) {
            leaveOut(number, String.valueOf(e.getMessage()));
        }
    }

    private void leaveOut(int number, String reason) {
        leftOut.add(new LeftOut("line " + number, reason));
    }

    private void add(Notification notification) {
        lastBaseId = notification.baseId();
        baseIds.add(lastBaseId);
        // Of several traces without a wanted one only the ids are of use.
        if (wantedBaseId == null ? baseIds.size() == 1 : wantedBaseId.equals(lastBaseId)) {
            notifications.add(notification);
        }
    }
}
