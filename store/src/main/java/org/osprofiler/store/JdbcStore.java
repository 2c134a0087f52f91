package org.osprofiler.store;

import java.sql.BatchUpdateException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Our own layout, see {@link NotificationTable} and {@link TraceTable}; H2. */
final class JdbcStore implements TraceStore {

    private static final System.Logger LOG = System.getLogger(JdbcStore.class.getName());

    static final String UNIQUE_VIOLATION = "23505"; // SQL:1999

    private final JdbcConnections connections;

    private JdbcStore(JdbcConnections connections) {
        this.connections = connections;
    }

    /** Creates the database and its tables when they are missing. */
    static JdbcStore open(String url) {
        return prepared(new JdbcStore(JdbcConnections.open(url)), store -> true);
    }

    /** Creates no database; only gives one from an earlier version what its tables lack. */
    static JdbcStore openExisting(String url) {
        return prepared(new JdbcStore(JdbcConnections.openExisting(url)), JdbcStore::isFromEarlierVersion);
    }

    private static JdbcStore prepared(JdbcStore store, Predicate<JdbcStore> wantsTables) {
        try {
            if (wantsTables.test(store)) {
                store.createTables();
                store.fillOlderTraces();
            }
            return store;
        } catch (RuntimeException e) {
            store.close();
            throw e;
        }
    }

    private boolean isFromEarlierVersion() {
        return connections.read(TraceTable::isFromEarlierVersion);
    }

    private void createTables() {
        connections.write(connection -> {
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

    private void fillOlderTraces() {
        if (!fillSomeOlderTraces()) {
            return;
        }
        LOG.log(
                System.Logger.Level.INFO,
                "osprofiler: {0} is from an earlier version; its traces are read once",
                display());
        boolean goOn = true;
        while (goOn) {
            goOn = fillSomeOlderTraces();
        }
    }

    private boolean fillSomeOlderTraces() {
        return connections.write(connection -> new OlderTraces(connection).fillSome());
    }

    @Override
    public int store(List<StoredNotification> batch) {
        if (batch.isEmpty()) {
            return 0;
        }
        return connections.write(connection -> {
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
        return connections.read(new TraceSearch(query)::list);
    }

    @Override
    public long count(TraceQuery query) {
        return connections.read(new TraceSearch(query)::count);
    }

    @Override
    public void events(EventQuery query, Consumer<? super StoredNotification> each) {
        new EventPages(connections, query).forEach(each);
    }

    @Override
    public List<String> eventTypes() {
        return connections.read(connection -> {
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery(NotificationTable.SELECT_EVENT_TYPES)) {
                List<String> found = new ArrayList<>();
                while (rows.next()) {
                    found.add(rows.getString(1));
                }
                return found;
            }
        });
    }

    @Override
    public String display() {
        return connections.display();
    }

    @Override
    public String toString() {
        return display();
    }

    @Override
    public void close() {
        connections.close();
    }
}
