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

    /** @param order of the two compared, as {@link Comparable#compareTo} gives it */
    boolean holds(int order) {
        return switch (this) {
            case LT -> order < 0;
            case LE -> order <= 0;
            case EQ -> order == 0;
            case NE -> order != 0;
            case GE -> order >= 0;
            case GT -> order > 0;
        };
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
