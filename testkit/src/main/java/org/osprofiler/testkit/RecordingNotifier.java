package org.osprofiler.testkit;

import java.util.ArrayList;
import java.util.List;
import org.osprofiler.send.Notifier;
import org.osprofiler.send.OutgoingNotification;
import org.osprofiler.wire.MalformedNotificationException;
import org.osprofiler.wire.Notification;

/** Keeps in memory what is sent. Thread safe. */
public final class RecordingNotifier implements Notifier {

    private final List<Notification> sent = new ArrayList<>();

    @Override
    public synchronized void send(List<OutgoingNotification> batch) {
        for (OutgoingNotification outgoing : batch) {
            try {
                sent.add(Notification.parse(outgoing.payload()));
            } catch (MalformedNotificationException e) {
                throw new IllegalStateException("the profiler sent what it cannot read: " + outgoing.payload(), e);
            }
        }
    }

    /** What was sent so far, in order. */
    public synchronized List<Notification> notifications() {
        return List.copyOf(sent);
    }

    @Override
    public void close() {}
}
