package org.osprofiler.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Our table {@code trace}: one row a trace, so that listing the newest ones reads those rows and not all notifications. Kept in
 * the transaction that stores them.
 */
final class TraceTable {

    /** {@code touched} grows with each batch that adds to the trace; {@code timestamp} is the earliest. */
    static final List<String> CREATE = List.of(
            "CREATE SEQUENCE IF NOT EXISTS trace_touched",
            """
            CREATE TABLE IF NOT EXISTS trace (
              base_id VARCHAR PRIMARY KEY,
              timestamp VARCHAR NOT NULL,
              notifications BIGINT NOT NULL,
              error SMALLINT NOT NULL,
              touched BIGINT NOT NULL
            )""",
            "CREATE INDEX IF NOT EXISTS trace_by_touched ON trace (touched)");

    private static final String UPDATE = """
            UPDATE trace SET timestamp = LEAST(timestamp, ?), notifications = notifications + ?, error = GREATEST(error, ?),
              touched = NEXT VALUE FOR trace_touched
            WHERE base_id = ?""";

    private static final String INSERT = """
            INSERT INTO trace (timestamp, notifications, error, base_id, touched)
            VALUES (?, ?, ?, ?, NEXT VALUE FOR trace_touched)""";

    private static final String SELECT_OF = """
            SELECT base_id, timestamp, notifications, error FROM trace %s
            ORDER BY touched DESC FETCH FIRST ? ROWS ONLY""";

    static final String SELECT = SELECT_OF.formatted("");
    static final String SELECT_ERRORS = SELECT_OF.formatted("WHERE error = 1");

    /** By base id, in its order: two writers then never wait for each other in a circle. */
    private final Map<String, Change> changes = new TreeMap<>();

    private static final class Change {
        private String earliest = "";
        private int notifications;
        private boolean error;
    }

    /** Notes a notification that was new. */
    void add(StoredNotification stored) {
        Change change = changes.computeIfAbsent(stored.notification().baseId(), baseId -> new Change());
        String timestamp = stored.notification().timestamp();
        if (change.notifications++ == 0 || timestamp.compareTo(change.earliest) < 0) {
            change.earliest = timestamp;
        }
        change.error |= NotificationTable.isError(stored.notification());
    }

    void write(Connection connection) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(UPDATE);
                PreparedStatement insert = connection.prepareStatement(INSERT)) {
            for (Map.Entry<String, Change> entry : changes.entrySet()) {
                if (execute(update, entry) == 0) {
                    insertOrUpdate(insert, update, entry);
                }
            }
        }
    }

    private static void insertOrUpdate(
            PreparedStatement insert, PreparedStatement update, Map.Entry<String, Change> entry) throws SQLException {
        try {
            execute(insert, entry);
        } catch (SQLException e) {
            if (!JdbcStore.UNIQUE_VIOLATION.equals(e.getSQLState())) {
                throw e;
            }
            execute(update, entry); // another writer was faster
        }
    }

    private static int execute(PreparedStatement statement, Map.Entry<String, Change> entry) throws SQLException {
        Change change = entry.getValue();
        statement.setString(1, change.earliest);
        statement.setInt(2, change.notifications);
        statement.setInt(3, change.error ? 1 : 0);
        statement.setString(4, entry.getKey());
        return statement.executeUpdate();
    }
}
