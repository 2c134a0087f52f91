package org.osprofiler.jdbc;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.osprofiler.DescribedValue;
import org.osprofiler.InfoWriter;
import org.osprofiler.SpanInfo;

/**
 * {@code etype} and {@code message} of a statement that failed. Databases repeat the statement and its values in the message:
 * of one that tells of secrets only the SQLState is shown.
 */
record StatementError(
        String statement,
        String etype,
        @Nullable String message,
        @Nullable String sqlState) implements SpanInfo {

    static StatementError of(String statement, Throwable error, int maxMessage) {
        return new StatementError(
                statement,
                error.getClass().getName(),
                message(error, maxMessage),
                error instanceof SQLException sql ? sql.getSQLState() : null);
    }

    private static @Nullable String message(Throwable error, int maxMessage) {
        try {
            String message = error.getMessage();
            return message == null ? null : DescribedValue.cut(message, maxMessage);
        } catch (RuntimeException | StackOverflowError | LinkageError e) {
            return null; // getMessage() is the driver's code
        }
    }

    @Override
    public void write(InfoWriter out) {
        out.field("etype", etype).field("message", SecretStatement.is(statement, out) ? state() : message);
    }

    private @Nullable String state() {
        return sqlState == null ? null : "SQLState " + sqlState;
    }

    @Override
    public int weight() {
        return etype.length() + (message == null ? 0 : message.length());
    }
}
