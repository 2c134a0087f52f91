package org.osprofiler.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Our table {@code trace}: one row a trace, so that listing them reads those rows and not all notifications. Kept in the
 * transaction that stores them.
 */
final class TraceTable {

    /**
     * {@code touched} grows with each batch that adds to the trace; {@code timestamp} is the earliest; {@code root} is {@link
     * RootSpan#rank}, followed by what that span tells; several services or projects stand in lines.
     */
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
            // Apart from the table, for files from before these columns; there they are null until OlderTraces has
            // looked.
            "ALTER TABLE trace ADD COLUMN IF NOT EXISTS started BIGINT",
            "ALTER TABLE trace ADD COLUMN IF NOT EXISTS finished BIGINT",
            "ALTER TABLE trace ADD COLUMN IF NOT EXISTS duration BIGINT GENERATED ALWAYS AS (finished - started)",
            "ALTER TABLE trace ADD COLUMN IF NOT EXISTS root VARCHAR",
            "ALTER TABLE trace ADD COLUMN IF NOT EXISTS name VARCHAR",
            "ALTER TABLE trace ADD COLUMN IF NOT EXISTS label VARCHAR",
            "ALTER TABLE trace ADD COLUMN IF NOT EXISTS service VARCHAR",
            "ALTER TABLE trace ADD COLUMN IF NOT EXISTS services VARCHAR",
            "ALTER TABLE trace ADD COLUMN IF NOT EXISTS projects VARCHAR",
            "CREATE INDEX IF NOT EXISTS trace_by_touched ON trace (touched)",
            "CREATE INDEX IF NOT EXISTS trace_by_duration ON trace (duration, touched)",
            "CREATE INDEX IF NOT EXISTS trace_by_error ON trace (error, touched)");

    private static final String COLUMNS =
            "timestamp, notifications, error, started, finished, root, name, label, service, services, projects";

    /** Locks the row: another writer waits until this one's transaction ends. */
    private static final String SELECT = "SELECT " + COLUMNS + " FROM trace WHERE base_id = ? FOR UPDATE";

    private static final String UPDATE = """
            UPDATE trace SET timestamp = ?, notifications = ?, error = ?, started = ?, finished = ?, root = ?, name = ?,
              label = ?, service = ?, services = ?, projects = ?, touched = ?
            WHERE base_id = ?""";

    private static final String INSERT =
            "INSERT INTO trace (" + COLUMNS + ", touched, base_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private static final String NEXT = "SELECT NEXT VALUE FOR trace_touched FROM SYSTEM_RANGE(1, ?)";

    private static final String NAMES_BETWEEN = "\n";

    private static final String SELECT_COLUMNS = """
            SELECT COUNT(*), COUNT(CASE WHEN LOWER(column_name) = 'projects' THEN 1 END) FROM information_schema.columns
            WHERE LOWER(table_name) = 'trace' AND table_schema = CURRENT_SCHEMA""";

    /** By base id, the one that something was added to last at the end. */
    private final Map<String, TraceRow> rows = new LinkedHashMap<>();

    /** Whether the table is there, but not all of its columns. */
    static boolean isFromEarlierVersion(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(SELECT_COLUMNS)) {
            row.next();
            return row.getInt(1) > 0 && row.getInt(2) == 0;
        }
    }

    /** Notes a notification that was new. */
    void add(StoredNotification stored) {
        String baseId = stored.notification().baseId();
        TraceRow known = rows.remove(baseId);
        TraceRow row = TraceRow.of(stored.notification());
        rows.put(baseId, known == null ? row : known.plus(row));
    }

    void write(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(SELECT);
                PreparedStatement update = connection.prepareStatement(UPDATE);
                PreparedStatement insert = connection.prepareStatement(INSERT)) {
            // In the order of their ids: two writers then never wait for each other in a circle.
            for (Map.Entry<String, Numbered> entry : numbered(connection).entrySet()) {
                String baseId = entry.getKey();
                Numbered row = entry.getValue();
                if (!add(row, baseId, select, update) && !insert(row, baseId, insert)) {
                    add(row, baseId, select, update); // another writer was faster
                }
            }
        }
    }

    /** A row with the number that tells how new it is. */
    private record Numbered(TraceRow row, long touched) {}

    private SortedMap<String, Numbered> numbered(Connection connection) throws SQLException {
        SortedMap<String, Numbered> numbered = new TreeMap<>();
        try (PreparedStatement select = connection.prepareStatement(NEXT)) {
            select.setInt(1, rows.size());
            try (ResultSet numbers = select.executeQuery()) {
                for (Map.Entry<String, TraceRow> row : rows.entrySet()) {
                    numbers.next();
                    numbered.put(row.getKey(), new Numbered(row.getValue(), numbers.getLong(1)));
                }
            }
        }
        return numbered;
    }

    /** False when there is no such row. */
    private static boolean add(Numbered more, String baseId, PreparedStatement select, PreparedStatement update)
            throws SQLException {
        select.setString(1, baseId);
        try (ResultSet found = select.executeQuery()) {
            if (!found.next()) {
                return false;
            }
            execute(update, baseId, new Numbered(read(found).plus(more.row), more.touched));
            return true;
        }
    }

    /** False when there is such a row by now. */
    private static boolean insert(Numbered row, String baseId, PreparedStatement insert) throws SQLException {
        try {
            execute(insert, baseId, row);
            return true;
        } catch (SQLException e) {
            if (!JdbcStore.UNIQUE_VIOLATION.equals(e.getSQLState())) {
                throw e;
            }
            return false;
        }
    }

    private static void execute(PreparedStatement statement, String baseId, Numbered numbered) throws SQLException {
        TraceRow row = numbered.row;
        statement.setString(1, row.timestamp());
        statement.setLong(2, row.notifications());
        statement.setInt(3, row.error() ? 1 : 0);
        setMicros(statement, 4, row.started());
        setMicros(statement, 5, row.finished());
        statement.setString(6, row.root().rank());
        statement.setString(7, row.root().name());
        statement.setString(8, row.root().label());
        statement.setString(9, row.root().service());
        statement.setString(10, lines(row.services()));
        statement.setString(11, lines(row.projects()));
        statement.setLong(12, numbered.touched);
        statement.setString(13, baseId);
        statement.executeUpdate();
    }

    static void setMicros(PreparedStatement statement, int parameter, OptionalLong micros) throws SQLException {
        if (micros.isPresent()) {
            statement.setLong(parameter, micros.getAsLong());
        } else {
            statement.setNull(parameter, Types.BIGINT);
        }
    }

    private static TraceRow read(ResultSet row) throws SQLException {
        return new TraceRow(
                row.getString(1),
                row.getLong(2),
                row.getInt(3) != 0,
                micros(row, 4),
                micros(row, 5),
                new RootSpan(
                        text(row, 6, RootSpan.UNKNOWN.rank()), text(row, 7, ""), text(row, 8, ""), text(row, 9, "")),
                names(text(row, 10, "")),
                names(text(row, 11, "")));
    }

    static OptionalLong micros(ResultSet row, int column) throws SQLException {
        long micros = row.getLong(column);
        return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(micros);
    }

    /** A column that a collector from before it leaves out. */
    static String text(ResultSet row, int column, String without) throws SQLException {
        String text = row.getString(column);
        return text == null ? without : text;
    }

    static String lines(Collection<String> names) {
        return String.join(NAMES_BETWEEN, names);
    }

    static SortedSet<String> names(String lines) {
        return lines.isEmpty() ? new TreeSet<>() : new TreeSet<>(Arrays.asList(lines.split(NAMES_BETWEEN, -1)));
    }
}
