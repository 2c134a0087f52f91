package org.osprofiler.store;

import java.util.List;

/**
 * Which events to read: those that meet every condition.
 *
 * @param limit at most so many, from 1
 */
public record EventQuery(List<Condition> where, int limit) {

    /** The limit where none is asked for: the most that Python's Ceilometer driver asks for. */
    public static final int DEFAULT_LIMIT = 100_000;

    /** @throws IllegalArgumentException when the limit is below 1 */
    public EventQuery {
        where = List.copyOf(where);
        if (limit < 1) {
            throw new IllegalArgumentException("limit " + limit + ": must be 1 or more");
        }
    }

    /** A field compared with a text. */
    public record Condition(EventField field, Comparison comparison, String value) {}

    /** Everything of one trace. */
    public static EventQuery trace(String baseId) {
        return new EventQuery(List.of(new Condition(EventField.BASE_ID, Comparison.EQ, baseId)), Integer.MAX_VALUE);
    }
}
