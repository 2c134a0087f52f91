package org.osprofiler.store;

/**
 * Which traces to list.
 *
 * @param errorsOnly only those with an exception
 * @param limit at most so many, from 1
 */
public record TraceQuery(boolean errorsOnly, int limit) {

    /** @throws IllegalArgumentException when the limit is below 1 */
    public TraceQuery {
        if (limit < 1) {
            throw new IllegalArgumentException("limit " + limit + ": must be 1 or more");
        }
    }
}
