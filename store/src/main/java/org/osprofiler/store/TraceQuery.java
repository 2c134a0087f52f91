package org.osprofiler.store;

import java.util.Locale;

/**
 * Which traces to list: those that meet every condition, in an order, a part of them.
 *
 * @param errorsOnly only those with an exception
 * @param text what the trace's id, a service or project of it, or its root's name or label has in it, in upper or lower case;
 *     empty for all
 * @param limit at most so many, from 1
 * @param offset how many to leave out before the first, from 0
 */
public record TraceQuery(boolean errorsOnly, String text, Order order, int limit, long offset) {

    /** The longest {@code text}, in characters. */
    public static final int LONGEST_TEXT = 200;

    /** @throws IllegalArgumentException naming the part that is out of bounds */
    public TraceQuery {
        if (text.length() > LONGEST_TEXT) {
            throw new IllegalArgumentException(
                    "text has " + text.length() + " characters, at most " + LONGEST_TEXT + " can be looked for");
        }
        if (limit < 1) {
            throw new IllegalArgumentException("limit " + limit + ": must be 1 or more");
        }
        if (offset < 0) {
            throw new IllegalArgumentException("offset " + offset + ": must be 0 or more");
        }
    }

    /** The newest ones. */
    public TraceQuery(boolean errorsOnly, int limit) {
        this(errorsOnly, "", Order.NEWEST, limit, 0);
    }

    /** What comes first. */
    public enum Order {
        /** The trace of which something arrived last. */
        NEWEST,
        /** The trace with the longest duration; of equal ones the newest; at last those without a time that can be read. */
        SLOWEST;

        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** @throws IllegalArgumentException naming what is allowed */
        public static Order of(String wireName) {
            for (Order order : values()) {
                if (order.wireName().equals(wireName)) {
                    return order;
                }
            }
            throw new IllegalArgumentException("'" + wireName + "' is no order; allowed are newest, slowest");
        }
    }
}
