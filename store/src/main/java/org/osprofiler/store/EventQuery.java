package org.osprofiler.store;

import java.util.List;
import org.osprofiler.wire.EventTraits;
import org.osprofiler.wire.Notification;

/**
 * Which events to read: those that meet every condition.
 *
 * @param limit at most so many, from 1 to {@value #MAX_LIMIT}
 */
public record EventQuery(List<Condition> where, int limit) {

    /** The limit where none is asked for: the most that Python's Ceilometer driver asks for. */
    public static final int DEFAULT_LIMIT = 100_000;

    /** The most that can be asked for at once. */
    public static final int MAX_LIMIT = 1_000_000;

    /** @throws IllegalArgumentException when the limit is below 1 or above {@value #MAX_LIMIT} */
    public EventQuery {
        where = List.copyOf(where);
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException("limit " + limit + ": must be from 1 to " + MAX_LIMIT);
        }
    }

    /** A field compared with a text. */
    public record Condition(EventField field, Comparison comparison, String value) {

        /** Whether a notification has this trait, with a value as wanted. */
        boolean meets(Notification notification) {
            return EventTraits.of(notification).stream()
                    .filter(trait -> trait.name().equals(field.wireName()))
                    .anyMatch(trait -> comparison.holds(trait.value().compareTo(value)));
        }
    }

    /** Everything of one trace, up to {@value #MAX_LIMIT}. */
    public static EventQuery trace(String baseId) {
        return trace(baseId, MAX_LIMIT);
    }

    public static EventQuery trace(String baseId, int limit) {
        return new EventQuery(List.of(new Condition(EventField.BASE_ID, Comparison.EQ, baseId)), limit);
    }
}
