package org.osprofiler.jdbc;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.osprofiler.DescribedValue;
import org.osprofiler.InfoWriter;
import org.osprofiler.SpanInfo;

/**
 * {@code etype} and {@code message} of a statement that failed. Databases repeat the statement and its values in the message:
 * of one that tells of secrets, or may do so where it was cut, only the SQLState is shown.
 */
record StatementError(
        StatementInfo of,
        String etype,
        @Nullable String message,
        @Nullable String sqlState) implements SpanInfo {

    static StatementError of(StatementInfo statement, Throwable error, int maxMessage) {
        return new StatementError(
                statement,
                error.getClass().getName(),
                DescribedValue.message(error, maxMessage),
                error instanceof SQLException sql ? sql.getSQLState() : null);
    }

    @Override
    public void write(InfoWriter out) {
        boolean secret = !of.isWhole() || SecretStatement.is(of.statement(), out);
        out.field("etype", etype).field("message", secret ? state() : message);
    }

    private @Nullable String state() {
        return sqlState == null ? null : "SQLState " + sqlState;
    }

    @Override
    public int weight() {
        return etype.length() + (message == null ? 0 : message.length());
    }
}
