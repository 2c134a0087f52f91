package org.osprofiler.store;

import java.util.Collections;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.LongBinaryOperator;
import org.jspecify.annotations.Nullable;
import org.osprofiler.wire.Notification;
import org.osprofiler.wire.Timestamp;

/**
 * What is known of a trace, of some of its notifications. Rows are added up, in whatever order.
 *
 * @param timestamp the earliest, as it came
 * @param started the earliest time that can be read, in microseconds since 1970
 * @param finished the latest
 */
record TraceRow(
        String timestamp,
        long notifications,
        boolean error,
        OptionalLong started,
        OptionalLong finished,
        RootSpan root,
        SortedSet<String> services,
        SortedSet<String> projects) {

    /** Characters of a label that are kept. */
    static final int LONGEST_LABEL = 300;

    /** Services, and projects, that are kept: those first in the alphabet. */
    static final int MOST_NAMES = 16;

    static TraceRow of(Notification notification) {
        OptionalLong time = Timestamp.parse(notification.timestamp());
        return new TraceRow(
                notification.timestamp(),
                1,
                NotificationTable.isError(notification),
                time,
                time,
                RootSpan.of(notification),
                names(notification.service()),
                names(notification.project()));
    }

    private static SortedSet<String> names(@Nullable String name) {
        return name == null || name.isEmpty()
                ? Collections.emptySortedSet()
                : new TreeSet<>(Collections.singleton(name));
    }

    /** Of these notifications and others of the same trace. */
    TraceRow plus(TraceRow other) {
        return new TraceRow(
                other.timestamp.compareTo(timestamp) < 0 ? other.timestamp : timestamp,
                notifications + other.notifications,
                error || other.error,
                either(started, other.started, Math::min),
                either(finished, other.finished, Math::max),
                root.orEarlier(other.root),
                union(services, other.services),
                union(projects, other.projects));
    }

    private static OptionalLong either(OptionalLong one, OptionalLong other, LongBinaryOperator choice) {
        if (one.isEmpty() || other.isEmpty()) {
            return one.isEmpty() ? other : one;
        }
        return OptionalLong.of(choice.applyAsLong(one.getAsLong(), other.getAsLong()));
    }

    private static SortedSet<String> union(SortedSet<String> some, SortedSet<String> others) {
        if (some.containsAll(others)) {
            return some;
        }
        TreeSet<String> all = new TreeSet<>(some);
        all.addAll(others);
        while (all.size() > MOST_NAMES) {
            all.pollLast();
        }
        return all;
    }
}
