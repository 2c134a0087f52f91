package org.osprofiler.demo.manager;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Statements, each with its parameters. A database that fails is an {@link IllegalStateException}. */
final class Sql {

    private Sql() {}

    /** The first column of the first row; null when there is no row. */
    static @Nullable String query(DataSource database, String sql, List<?> parameters) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = prepare(connection, sql, parameters);
                ResultSet row = statement.executeQuery()) {
            return row.next() ? row.getString(1) : null;
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /** The number of rows that were changed. */
    static int update(DataSource database, String sql, Object... parameters) {
        try (Connection connection = database.getConnection()) {
            return update(connection, sql, parameters);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /** One of the statements of {@link #together}. */
    static int update(Connection connection, String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = prepare(connection, sql, List.of(parameters))) {
            return statement.executeUpdate();
        }
    }

    /** Several statements. */
    interface Statements {
        void with(Connection connection) throws SQLException;
    }

    /** Does all of them or none. */
    static void together(DataSource database, Statements statements) {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                statements.with(connection);
                connection.commit();
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private static PreparedStatement prepare(Connection connection, String sql, List<?> parameters)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < parameters.size(); i++) {
            statement.setObject(i + 1, parameters.get(i));
        }
        return statement;
    }

    private static IllegalStateException failed(SQLException e) {
        return new IllegalStateException("the database of volumes cannot be used: " + e.getMessage(), e);
    }
}
