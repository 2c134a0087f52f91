package org.osprofiler.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.h2.jdbc.JdbcConnection;
import org.h2.jdbcx.JdbcConnectionPool;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.osprofiler.Profiler;
import org.osprofiler.Scope;
import org.osprofiler.testkit.RecordedTrace;
import org.osprofiler.wire.Notification;

class TracingDataSourceTest {

    private final JdbcDataSource h2 = new JdbcDataSource();
    private DataSource dataSource;
    private Connection keepsTheDatabase;

    @BeforeEach
    void create() throws SQLException {
        h2.setURL("jdbc:h2:mem:" + System.identityHashCode(this));
        keepsTheDatabase = h2.getConnection();
        keepsTheDatabase.createStatement().execute("CREATE TABLE volume (id INT PRIMARY KEY, name VARCHAR(255))");
        dataSource = new TracingDataSource(h2);
    }

    @AfterEach
    void drop() throws SQLException {
        keepsTheDatabase.close();
    }

    private static RecordedTrace traced() {
        return RecordedTrace.start(options -> options.traceJdbc(true));
    }

    private static Map<?, ?> db(Notification start) {
        return (Map<?, ?>) start.info().get("db");
    }

    @Test
    void untraced_theConnectionIsTheDriversOwn() throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            assertThat(connection).isExactlyInstanceOf(JdbcConnection.class);
        }
    }

    @Test
    void tracedButSwitchedOff_theConnectionIsTheDriversOwn() throws SQLException {
        try (RecordedTrace trace = RecordedTrace.start();
                Connection connection = dataSource.getConnection()) {
            assertThat(connection).isExactlyInstanceOf(JdbcConnection.class);
            assertThat(trace.names()).containsExactly("wsgi-start", "wsgi-stop");
        }
    }

    @Test
    void statements_areSpans_withCountAndTypesOfParameters() throws SQLException {
        try (RecordedTrace trace = traced()) {
            try (Connection connection = dataSource.getConnection()) {
                try (Statement statement = connection.createStatement()) {
                    statement.executeQuery("SELECT 1");
                }
                try (PreparedStatement insert = connection.prepareStatement("INSERT INTO volume VALUES (?, ?)")) {
                    insert.setInt(1, 7);
                    insert.setString(2, "hush");
                    insert.executeUpdate();
                }
                try (PreparedStatement select = connection.prepareStatement("SELECT * FROM volume WHERE name = ?")) {
                    select.setNull(1, java.sql.Types.VARCHAR);
                    select.executeQuery();
                }
                try (var call = connection.prepareCall("CALL 1 + ?")) {
                    call.setInt(1, 1);
                    call.execute();
                }
            }
            List<Notification> sent = trace.notifications();
            assertThat(trace.names())
                    .containsExactly(
                            "wsgi-start",
                            "db-start",
                            "db-stop",
                            "db-start",
                            "db-stop",
                            "db-start",
                            "db-stop",
                            "db-start",
                            "db-stop",
                            "wsgi-stop");
            assertThat(db(sent.get(1))).isEqualTo(Map.of("statement", "SELECT 1", "params", "0"));
            assertThat(db(sent.get(3)))
                    .isEqualTo(
                            Map.of("statement", "INSERT INTO volume VALUES (?, ?)", "params", "2 (Integer, String)"));
            assertThat(db(sent.get(5)).get("params")).isEqualTo("1 (null)");
            assertThat(sent.get(1).parentId()).isEqualTo(sent.get(0).spanId());
        }
    }

    @Test
    void parameterValues_areShownWhenAskedFor() throws SQLException {
        try (RecordedTrace trace = RecordedTrace.start(o -> o.traceJdbc(true).traceJdbcParams(true));
                Connection connection = dataSource.getConnection();
                PreparedStatement insert = connection.prepareStatement("INSERT INTO volume VALUES (?, ?)")) {
            insert.setInt(1, 7);
            insert.setString(2, "seven");
            insert.executeUpdate();
            assertThat(db(trace.notifications().get(1)).get("params")).isEqualTo("(7, seven)");
        }
    }

    @Test
    void batches_areOneSpan_withTheirSize() throws SQLException {
        try (RecordedTrace trace = traced();
                Connection connection = dataSource.getConnection();
                PreparedStatement insert = connection.prepareStatement("INSERT INTO volume VALUES (?, ?)");
                Statement statement = connection.createStatement()) {
            for (int i = 0; i < 3; i++) {
                insert.setInt(1, i);
                insert.setString(2, "n" + i);
                insert.addBatch();
            }
            insert.executeBatch();
            statement.addBatch("DELETE FROM volume WHERE id = 0");
            statement.addBatch("DELETE FROM volume WHERE id = 1");
            statement.executeBatch();
            List<Notification> sent = trace.notifications();
            assertThat(sent).hasSize(6);
            assertThat(db(sent.get(1)).get("batch")).isEqualTo(3L);
            assertThat(db(sent.get(3)).get("statement"))
                    .isEqualTo("DELETE FROM volume WHERE id = 0\nDELETE FROM volume WHERE id = 1");
        }
    }

    @Test
    void failure_isRecorded_andIsTheDriversOwn() throws SQLException {
        try (RecordedTrace trace = traced();
                Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.executeQuery("SELECT * FROM nowhere"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("NOWHERE");
            assertThat(trace.notifications().get(2).info().get("etype"))
                    .asString()
                    .startsWith("org.h2.jdbc.");
            assertThat(trace.notifications().get(2).info().get("message"))
                    .asString()
                    .contains("NOWHERE");
        }
    }

    @Test
    void literalsBesideSecrets_areHidden_longStatementsCut() throws SQLException {
        try (RecordedTrace trace = traced();
                Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE USER somebody PASSWORD 'it''s hush'");
            statement.executeQuery("SELECT '" + "x".repeat(20_000) + "'");
            assertThat(db(trace.notifications().get(1)).get("statement"))
                    .isEqualTo("CREATE USER somebody PASSWORD '***'");
            assertThat((String) db(trace.notifications().get(3)).get("statement"))
                    .hasSize(16 * 1024);
        }
    }

    @Test
    void connectionKeptBeyondTheTrace_works_withoutSpans() throws SQLException {
        Connection kept;
        try (RecordedTrace trace = traced()) {
            kept = dataSource.getConnection();
            assertThat(trace.names()).hasSize(2);
        }
        try (kept;
                var rows = kept.createStatement().executeQuery("SELECT 1")) {
            assertThat(rows.next()).isTrue();
        }
    }

    @Test
    void otherThread_withoutTheTrace_getsTheDriversOwn() throws Exception {
        try (RecordedTrace trace = traced()) {
            ExecutorService pool = Executors.newSingleThreadExecutor();
            try {
                pool.submit(() -> {
                            try (Connection connection = dataSource.getConnection()) {
                                assertThat(connection).isExactlyInstanceOf(JdbcConnection.class);
                            }
                            try (Scope scope = trace.root().attach();
                                    Connection connection = dataSource.getConnection()) {
                                connection.createStatement().execute("SELECT 2");
                            }
                            return null;
                        })
                        .get();
            } finally {
                pool.shutdown();
            }
            assertThat(trace.names()).containsExactly("wsgi-start", "db-start", "db-stop", "wsgi-stop");
        }
    }

    @Test
    void tracedConnection_unwraps_andIsEqualToItself() throws SQLException {
        try (RecordedTrace trace = traced();
                Connection connection = dataSource.getConnection()) {
            assertThat(Profiler.isTracing()).isTrue();
            assertThat(connection).isEqualTo(connection);
            assertThat(connection.isWrapperFor(JdbcConnection.class)).isTrue();
            assertThat(connection.unwrap(JdbcConnection.class)).isInstanceOf(JdbcConnection.class);
            trace.names();
        }
        assertThat(dataSource.unwrap(JdbcDataSource.class)).isSameAs(h2);
        assertThat(dataSource.isWrapperFor(TracingDataSource.class)).isTrue();
        assertThat(dataSource.isWrapperFor(JdbcConnectionPool.class)).isFalse();
    }
}
