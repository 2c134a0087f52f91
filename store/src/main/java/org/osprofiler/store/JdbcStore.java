package org.osprofiler.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.osprofiler.send.Destination;
import org.osprofiler.wire.MalformedNotificationException;
import org.osprofiler.wire.Notification;

/** Our own layout, see {@link NotificationTable}; H2. */
final class JdbcStore implements TraceStore {

    static final String UNIQUE_VIOLATION = "23505"; // SQL:1999
    private static final int H2_ALREADY_OPEN = 90020; // org.h2.api.ErrorCode.DATABASE_ALREADY_OPEN_1
    /** org.h2.api.ErrorCode.DATABASE_NOT_FOUND_WITH_IF_EXISTS_1 and DATABASE_NOT_FOUND_1. */
    private static final Set<Integer> H2_NOT_FOUND = Set.of(90146, 90013);

    private static final String CONFLICT = "40001"; // SQL:1999, serialization failure: H2's deadlock
    private static final int ATTEMPTS = 5;
    private static final int CONNECTIONS = 8;
    private static final int FETCH = 500;

    private final HikariDataSource connections;
    private final String display;

    private JdbcStore(HikariDataSource connections, String display) {
        this.connections = connections;
        this.display = display;
    }

    /** Creates the database and its tables when they are missing. */
    static JdbcStore open(String url) {
        JdbcStore store = connect(url, H2Url.withDefaults(url));
        try {
            store.createTables();
            return store;
        } catch (RuntimeException e) {
            store.close();
            throw e;
        }
    }

    /** Creates nothing. */
    static JdbcStore openExisting(String url) {
        return connect(url, H2Url.ifExists(url));
    }

    private static JdbcStore connect(String url, String completeUrl) {
        String display = withoutOptions(Destination.display(url));
        HikariConfig config = new HikariConfig();
        config.setPoolName("osprofiler-store");
        config.setJdbcUrl(completeUrl);
        config.setAutoCommit(false);
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(1);
        config.setMaxLifetime(0); // an embedded database closes with its last connection
        config.setInitializationFailTimeout(1);
        try {
            return new JdbcStore(new HikariDataSource(config), display);
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

    private static StoreUnreachableException unreachable(String display, Throwable failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        if (cause instanceof SQLException sql && sql.getErrorCode() == H2_ALREADY_OPEN) {
            return new StoreUnreachableException(
                    display + " is in use by another process; read from that collector's http:// address instead",
                    failure);
        }
        return new StoreUnreachableException("cannot open " + display + ": " + firstLine(cause), failure);
    }

    private void createTables() {
        run(connection -> {
            try (Statement statement = connection.createStatement()) {
                for (String ddl : NotificationTable.CREATE) {
                    statement.execute(ddl);
                }
                for (String ddl : TraceTable.CREATE) {
                    statement.execute(ddl);
                }
            }
            return true;
        });
    }

    @Override
    public int store(List<StoredNotification> batch) {
        if (batch.isEmpty()) {
            return 0;
        }
        return run(connection -> {
            try (PreparedStatement insert = connection.prepareStatement(NotificationTable.INSERT)) {
                for (StoredNotification notification : batch) {
                    NotificationTable.bind(insert, notification);
                    insert.addBatch();
                }
                int[] counts = execute(insert);
                int stored = 0;
                TraceTable traces = new TraceTable();
                for (int i = 0; i < counts.length; i++) {
                    if (counts[i] > 0) {
                        stored++;
                        traces.add(batch.get(i));
                    }
                }
                traces.write(connection);
                return stored;
            }
        });
    }

    /** H2 goes on after a row that it refuses; a row that is there already is no failure. */
    private static int[] execute(PreparedStatement insert) throws SQLException {
        try {
            return insert.executeBatch();
        } catch (BatchUpdateException e) {
            for (SQLException refusal = e.getNextException(); refusal != null; refusal = refusal.getNextException()) {
                if (!UNIQUE_VIOLATION.equals(refusal.getSQLState())) {
                    throw refusal;
                }
            }
            return e.getUpdateCounts();
        }
    }

    @Override
    public List<TraceSummary> traces(TraceQuery query) {
        return run(connection -> {
            try (PreparedStatement select =
                    connection.prepareStatement(query.errorsOnly() ? TraceTable.SELECT_ERRORS : TraceTable.SELECT)) {
                select.setInt(1, query.limit());
                List<TraceSummary> found = new ArrayList<>();
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        found.add(new TraceSummary(
                                rows.getString(1), rows.getString(2), rows.getLong(3), rows.getInt(4) != 0));
                    }
                }
                return found;
            }
        });
    }

    @Override
    public void events(EventQuery query, Consumer<? super StoredNotification> each) {
        String where = query.where().stream()
                .map(condition -> condition.field().wireName() + ' '
                        + condition.comparison().sql() + " ?")
                .collect(Collectors.joining(" AND "));
        run(connection -> {
            try (PreparedStatement select = connection.prepareStatement(NotificationTable.select(where))) {
                int parameter = 0;
                for (EventQuery.Condition condition : query.where()) {
                    select.setString(++parameter, condition.value());
                }
                select.setInt(++parameter, query.limit());
                select.setFetchSize(FETCH);
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        each.accept(event(rows));
                    }
                }
                return true;
            }
        });
    }

    private StoredNotification event(ResultSet row) throws SQLException {
        try {
            return new StoredNotification(
                    Notification.parse(row.getString(1)),
                    row.getString(2),
                    row.getString(3),
                    row.getString(4),
                    row.getString(5));
        } catch (MalformedNotificationException e) {
            throw new StoreException(
                    display + ": the row of message " + row.getString(2) + " is damaged: " + e.getMessage(), e);
        }
    }

    private interface Work<T> {
        T in(Connection connection) throws SQLException;
    }

    /** Runs work in a transaction of its own; again when another one was in its way. */
    private <T> T run(Work<T> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                return once(work);
            } catch (SQLTransientConnectionException e) {
                throw unreachable(display, e);
            } catch (SQLException e) {
                if (!CONFLICT.equals(e.getSQLState()) || attempt == ATTEMPTS) {
                    throw new StoreException(display + ": " + firstLine(e), e);
                }
            }
        }
    }

    private <T> T once(Work<T> work) throws SQLException {
        try (Connection connection = connections.getConnection()) {
            boolean done = false;
            try {
                T result = work.in(connection);
                connection.commit();
                done = true;
                return result;
            } finally {
                if (!done) {
                    connection.rollback();
                }
            }
        }
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

    @Override
    public String display() {
        return display;
    }

    @Override
    public String toString() {
        return display;
    }

    @Override
    public void close() {
        connections.close();
    }
}
