package org.osprofiler.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;
import org.osprofiler.send.Destination;

/**
 * Connections to one database, and the words for their failures. Those that write are kept apart: however many readers there
 * are, none keeps the writer from storing.
 */
final class JdbcConnections implements AutoCloseable {

    private static final int H2_ALREADY_OPEN = 90020; // org.h2.api.ErrorCode.DATABASE_ALREADY_OPEN_1
    /** org.h2.api.ErrorCode.DATABASE_NOT_FOUND_WITH_IF_EXISTS_1 and DATABASE_NOT_FOUND_1. */
    private static final Set<Integer> H2_NOT_FOUND = Set.of(90146, 90013);

    private static final String CONFLICT = "40001"; // SQL:1999, serialization failure: H2's deadlock
    private static final int ATTEMPTS = 5;
    private static final int READING = 8;

    /** One writes at a time as a rule; a second one lets two that share a store meet in the database, not here. */
    private static final int WRITING = 2;

    private final HikariDataSource reading;
    private final HikariDataSource writing;
    private final String display;

    private JdbcConnections(HikariDataSource reading, HikariDataSource writing, String display) {
        this.reading = reading;
        this.writing = writing;
        this.display = display;
    }

    /**
     * Makes the database when there is none.
     *
     * @throws StoreUnreachableException when there is no connection
     */
    static JdbcConnections open(String url) {
        return open(url, H2Url.withDefaults(url));
    }

    /**
     * Makes none.
     *
     * @throws IllegalArgumentException when there is no database
     * @throws StoreUnreachableException when there is no connection
     */
    static JdbcConnections openExisting(String url) {
        return open(url, H2Url.ifExists(url));
    }

    private static JdbcConnections open(String url, String complete) {
        String display = withoutOptions(Destination.display(url));
        HikariDataSource writing = pool("osprofiler-store-writing", complete, WRITING, display);
        try {
            return new JdbcConnections(pool("osprofiler-store-reading", complete, READING, display), writing, display);
        } catch (RuntimeException e) {
            writing.close();
            throw e;
        }
    }

    private static HikariDataSource pool(String name, String url, int size, String display) {
        HikariConfig config = new HikariConfig();
        config.setPoolName(name);
        config.setJdbcUrl(url);
        config.setAutoCommit(false);
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(1);
        config.setMaxLifetime(0); // an embedded database closes with its last connection
        config.setInitializationFailTimeout(1);
        try {
            return new HikariDataSource(config);
        } catch (HikariPool.PoolInitializationException e) {
            if (e.getCause() instanceof SQLException sql && H2_NOT_FOUND.contains(sql.getErrorCode())) {
                throw new IllegalArgumentException("there is no database " + display, e);
            }
            throw unreachable(display, e);
        }
    }

    /** A JDBC URL without what follows its first semicolon: H2 has user and password there. */
    static String withoutOptions(String url) {
        int semicolon = url.indexOf(';');
        return semicolon < 0 ? url : url.substring(0, semicolon);
    }

    /** What is done with a connection. */
    interface Work<T> {
        T in(Connection connection) throws SQLException;
    }

    /** Runs work in a transaction of its own, once: it may have handed out what it read when it fails. */
    <T> T read(Work<T> work) {
        try {
            return once(reading, work);
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    /** Runs work in a transaction of its own; again when another one was in its way. */
    <T> T write(Work<T> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                return once(writing, work);
            } catch (SQLException e) {
                if (!CONFLICT.equals(e.getSQLState()) || attempt == ATTEMPTS) {
                    throw failure(e);
                }
            }
        }
    }

    private static <T> T once(HikariDataSource connections, Work<T> work) throws SQLException {
        try (Connection connection = connections.getConnection()) {
            try {
                T result = work.in(connection);
                connection.commit();
                return result;
            } catch (Throwable e) {
                rollback(connection, e);
                throw e;
            }
        }
    }

    private static void rollback(Connection connection, Throwable cause) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    private StoreException failure(SQLException e) {
        return e instanceof SQLTransientConnectionException
                ? unreachable(display, e)
                : new StoreException(display + ": " + firstLine(e), e);
    }

    private static StoreUnreachableException unreachable(String display, Throwable failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        if (cause instanceof SQLException sql && sql.getErrorCode() == H2_ALREADY_OPEN) {
            return new StoreUnreachableException(
                    display + " is in use by another process; read from that collector's http:// address instead",
                    failure);
        }
        return new StoreUnreachableException("cannot open " + display + ": " + firstLine(cause), failure);
    }

    /** H2 puts the whole statement behind the first line. */
    private static String firstLine(Throwable e) {
        String message = e.getMessage() == null ? e.getClass().getName() : e.getMessage();
        int end = message.indexOf("; SQL statement:");
        return (end < 0 ? message : message.substring(0, end))
                .lines()
                .findFirst()
                .orElse(message);
    }

    String display() {
        return display;
    }

    @Override
    public void close() {
        reading.close();
        writing.close();
    }
}
