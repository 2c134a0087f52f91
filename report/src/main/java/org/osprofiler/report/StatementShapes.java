package org.osprofiler.report;

import org.jspecify.annotations.Nullable;

/**
 * The shapes of a trace's statements. It remembers the last ones, a fixed number of them: most statements come again, and a
 * shape takes longer to find than anything else of a span. Thread safe: what it loses in a race is found again.
 */
final class StatementShapes {

    /** A power of two. */
    private static final int REMEMBERED = 4096;

    private record Known(String statement, String shape) {}

    private final @Nullable Known[] known = new Known[REMEMBERED];

    /** The {@link SqlShape} of a statement. */
    String of(String statement) {
        int hash = statement.hashCode();
        int place = (hash ^ hash >>> 16) & REMEMBERED - 1;
        Known there = known[place];
        if (there == null || !there.statement.equals(statement)) {
            there = new Known(statement, SqlShape.of(statement));
            known[place] = there;
        }
        return there.shape;
    }
}
