package org.osprofiler.store;

import org.osprofiler.wire.InfoLabel;
import org.osprofiler.wire.Notification;

/**
 * What may be a trace's root, as one notification tells of it. Of several, the first in this order is the trace's, so that it
 * does not matter in which order they arrive.
 *
 * @param rank its place in the order, as a text: starts of spans without a parent, stops of these, other starts, other stops;
 *     then the earliest
 * @param name the span's
 * @param label what it did; empty where the notification is a stop or does not say
 * @param service empty where it has none
 */
record RootSpan(String rank, String name, String label, String service) {

    /** Where nothing is known of a root; comes after every other one. */
    static final RootSpan UNKNOWN = new RootSpan("9", "", "", "");

    static RootSpan of(Notification notification) {
        boolean child = !notification.parentId().equals(notification.baseId());
        boolean stop = notification.isStop();
        int place = (child ? 2 : 0) + (stop ? 1 : 0);
        return new RootSpan(
                place + " " + notification.timestamp() + " " + notification.spanId() + " " + notification.name(),
                notification.spanName(),
                stop ? "" : cut(InfoLabel.of(notification.info())),
                notification.service() == null ? "" : notification.service());
    }

    private static String cut(String label) {
        if (label.length() <= TraceRow.LONGEST_LABEL) {
            return label;
        }
        int end = TraceRow.LONGEST_LABEL;
        return label.substring(0, Character.isHighSurrogate(label.charAt(end - 1)) ? end - 1 : end);
    }

    RootSpan orEarlier(RootSpan other) {
        return other.rank.compareTo(rank) < 0 ? other : this;
    }
}
