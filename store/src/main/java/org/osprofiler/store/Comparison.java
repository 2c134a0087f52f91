package org.osprofiler.store;

import java.util.Locale;

/** {@code q.op} of Ceilometer's API. Texts are compared character by character, so times compare as times. */
public enum Comparison {
    LT("<"),
    LE("<="),
    EQ("="),
    NE("<>"),
    GE(">="),
    GT(">");

    private final String sql;

    Comparison(String sql) {
        this.sql = sql;
    }

    String sql() {
        return sql;
    }

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException naming what is allowed */
    public static Comparison of(String wireName) {
        for (Comparison comparison : values()) {
            if (comparison.wireName().equals(wireName)) {
                return comparison;
            }
        }
        throw new IllegalArgumentException("'" + wireName + "' is no comparison; allowed are lt, le, eq, ne, ge, gt");
    }
}
