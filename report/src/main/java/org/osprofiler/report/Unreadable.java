package org.osprofiler.report;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.osprofiler.wire.Notification;

/** Which notifications Python's report fails on, so that one of them costs the whole report there. Ours leaves it out. */
final class Unreadable {

    private Unreadable() {}

    /** What is wrong; null when the notification can be read. */
    static @Nullable String reason(Notification notification, OptionalLong time) {
        if (time.isEmpty()) {
            return "timestamp '" + Printable.cut(notification.timestamp(), 40)
                    + "' is not UTC as YYYY-MM-DDTHH:MM:SS.ffffff without a zone";
        }
        if (!notification.payload().containsKey(Notification.PROJECT)) {
            return Notification.PROJECT + " is missing";
        }
        if (!notification.payload().containsKey(Notification.SERVICE)) {
            return Notification.SERVICE + " is missing";
        }
        return notification.info().containsKey(Notification.HOST) ? null : "info.host is missing";
    }
}
