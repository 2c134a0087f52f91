package org.osprofiler.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.Serializable;
import java.lang.reflect.Method;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import net.ttddyy.dsproxy.ExecutionInfo;
import net.ttddyy.dsproxy.QueryInfo;
import net.ttddyy.dsproxy.proxy.ParameterSetOperation;
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
            Connection own = connection.unwrap(JdbcConnection.class);
            assertThat(connection).isNotSameAs(own).isEqualTo(own).hasSameHashCodeAs(own);
            assertThat(connection.isWrapperFor(JdbcConnection.class)).isTrue();
            assertThat(connection.unwrap(JdbcConnection.class)).isInstanceOf(JdbcConnection.class);
            trace.names();
        }
        assertThat(dataSource.unwrap(JdbcDataSource.class)).isSameAs(h2);
        assertThat(dataSource.isWrapperFor(TracingDataSource.class)).isTrue();
        assertThat(dataSource.isWrapperFor(JdbcConnectionPool.class)).isFalse();
    }

    private static RecordedTrace tracedWithValues() {
        return RecordedTrace.start(options -> options.traceJdbc(true).traceJdbcParams(true));
    }

    @Test
    void everyWayToExecute_isASpan() throws SQLException {
        try (RecordedTrace trace = traced();
                Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                PreparedStatement delete = connection.prepareStatement("DELETE FROM volume WHERE id = ?")) {
            statement.execute("SELECT 1");
            statement.executeUpdate("DELETE FROM volume");
            statement.executeLargeUpdate("DELETE FROM volume", Statement.RETURN_GENERATED_KEYS);
            delete.setInt(1, 7);
            delete.execute();
            delete.executeUpdate();
            delete.executeLargeUpdate();
            delete.addBatch();
            delete.executeLargeBatch();
            assertThat(trace.names()).filteredOn("db-start"::equals).hasSize(7);
            assertThat(trace.names()).filteredOn("db-stop"::equals).hasSize(7);
        }
    }

    @Test
    void parameters_areShownByPosition_howeverTheyWereSet() throws SQLException {
        try (RecordedTrace trace = tracedWithValues();
                Connection connection = dataSource.getConnection();
                PreparedStatement select =
                        connection.prepareStatement("SELECT ?, CAST(? AS TIMESTAMP), CAST(? AS DATE), ?")) {
            select.setBytes(4, new byte[3]);
            select.setDate(3, Date.valueOf("2026-03-14"));
            select.setTimestamp(2, Timestamp.valueOf("2026-03-14 09:26:53.5"));
            select.setString(1, "a".repeat(2000));
            select.executeQuery().close();
            assertThat(db(trace.notifications().get(1)).get("params"))
                    .isEqualTo("(" + "a".repeat(1023) + "…, 2026-03-14 09:26:53.5, 2026-03-14, byte[3])");
        }
    }

    @Test
    void manyLongParameters_areCut() throws SQLException {
        String marks = "?,".repeat(99) + "?";
        try (RecordedTrace trace = tracedWithValues();
                Connection connection = dataSource.getConnection();
                PreparedStatement select =
                        connection.prepareStatement("SELECT * FROM volume WHERE name IN (" + marks + ")")) {
            for (int i = 1; i <= 100; i++) {
                select.setString(i, "b".repeat(1000));
            }
            select.executeQuery().close();
            assertThat((String) db(trace.notifications().get(1)).get("params"))
                    .endsWith("…)")
                    .hasSizeLessThan(20 * 1024);
        }
    }

    /** Runs code when it is looked at, as a lazy object of an application may. */
    private static final class Lazy implements Serializable {
        private static final long serialVersionUID = 1L;

        @Override
        public String toString() {
            throw new AssertionError("toString was called");
        }

        @Override
        public int hashCode() {
            throw new AssertionError("hashCode was called");
        }
    }

    @Test
    void objectOfTheApplication_isNamedByItsClassOnly() throws SQLException {
        for (boolean values : new boolean[] {false, true}) {
            try (RecordedTrace trace = values ? tracedWithValues() : traced();
                    Connection connection = dataSource.getConnection();
                    PreparedStatement select = connection.prepareStatement("SELECT CAST(? AS JAVA_OBJECT)")) {
                select.setObject(1, new Lazy());
                select.executeQuery().close();
                assertThat(db(trace.notifications().get(1)).get("params"))
                        .isEqualTo(values ? "(" + Lazy.class.getName() + ")" : "1 (Lazy)");
            }
        }
    }

    @Test
    void namedParameter_ofASecret_isHidden() throws ReflectiveOperationException {
        Method setString = CallableStatement.class.getMethod("setString", String.class, String.class);
        QueryInfo call = new QueryInfo("{call login(?, ?)}");
        call.setParametersList(List.of(List.of(
                new ParameterSetOperation(setString, new Object[] {"db_password", "hunter2"}),
                new ParameterSetOperation(setString, new Object[] {"name", "v1"}))));
        try (RecordedTrace trace = tracedWithValues()) {
            StatementListener listener = new StatementListener();
            ExecutionInfo execution = new ExecutionInfo();
            listener.beforeQuery(execution, List.of(call));
            listener.afterQuery(execution, List.of(call));
            assertThat(db(trace.notifications().get(1)).get("params")).isEqualTo("(db_password=***, name=v1)");
        }
    }

    @Test
    void listener_neverThrows() {
        try (RecordedTrace trace = traced()) {
            StatementListener listener = new StatementListener();
            ExecutionInfo execution = new ExecutionInfo();
            List<QueryInfo> broken = Collections.singletonList(null);
            listener.beforeQuery(execution, broken);
            listener.afterQuery(execution, broken);
            assertThat(trace.names()).containsExactly("wsgi-start", "wsgi-stop");
        }
    }

    @Test
    void literalsBesideSecrets_areHidden_howeverLong() throws SQLException {
        String escaped = "''".repeat(6000);
        try (RecordedTrace trace = traced();
                Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeQuery("SELECT '" + escaped + "' AS password, 'x' AS b, 1");
            statement.executeQuery("SELECT 'a' AS secret, 'hush" + "h".repeat(20_000) + "'");
            assertThat(db(trace.notifications().get(1)).get("statement"))
                    .isEqualTo("SELECT '***' AS password, '***' AS b, ***");
            assertThat(db(trace.notifications().get(3)).get("statement")).isEqualTo("SELECT '***' AS secret, ***");
        }
    }

    @Test
    void manyParameters_areCounted_thoughNotShown() throws SQLException {
        String marks = "?,".repeat(4999) + "?";
        try (RecordedTrace trace = traced();
                Connection connection = dataSource.getConnection();
                PreparedStatement select =
                        connection.prepareStatement("SELECT * FROM volume WHERE id IN (" + marks + ")")) {
            for (int i = 1; i <= 5000; i++) {
                select.setInt(i, i);
            }
            select.executeQuery().close();
            assertThat((String) db(trace.notifications().get(1)).get("params"))
                    .startsWith("5000 (Integer, Integer, ")
                    .endsWith(", …)");
        }
    }

    @Test
    void parameterValues_besideSecrets_areHidden() throws SQLException {
        keepsTheDatabase.createStatement().execute("CREATE TABLE users (name VARCHAR(9), user_password VARCHAR(99))");
        try (RecordedTrace trace = tracedWithValues();
                Connection connection = dataSource.getConnection();
                PreparedStatement insert =
                        connection.prepareStatement("INSERT INTO users (name, user_password) VALUES (?, ?)")) {
            insert.setString(1, "ada");
            insert.setString(2, "hush");
            insert.executeUpdate();
            assertThat(db(trace.notifications().get(1)).get("params")).isEqualTo("(***, ***)");
        }
    }

    @Test
    void failure_besideSecrets_showsNoMessage_whichRepeatsTheStatement() throws SQLException {
        try (RecordedTrace trace = traced();
                Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute("UPDATE nowhere SET passwd = 'hush'"))
                    .hasMessageContaining("hush");
            assertThat(trace.notifications().get(2).info())
                    .containsEntry("etype", "org.h2.jdbc.JdbcSQLSyntaxErrorException")
                    .containsEntry("message", "SQLState 42S02");
        }
    }

    @Test
    void rollbackAndClose_reachThePool() throws SQLException {
        JdbcConnectionPool pool = JdbcConnectionPool.create(h2);
        try (RecordedTrace trace = traced()) {
            DataSource pooled = new TracingDataSource(pool);
            try (Connection connection = pooled.getConnection()) {
                assertThat(pool.getActiveConnections()).isOne();
                connection.setAutoCommit(false);
                connection.createStatement().executeUpdate("INSERT INTO volume VALUES (1, 'kept')");
                connection.commit();
                connection.createStatement().executeUpdate("INSERT INTO volume VALUES (2, 'taken back')");
                connection.rollback();
                connection.setAutoCommit(true);
            }
            assertThat(pool.getActiveConnections()).isZero();
            try (var rows = keepsTheDatabase.createStatement().executeQuery("SELECT name FROM volume")) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getString(1)).isEqualTo("kept");
                assertThat(rows.next()).isFalse();
            }
            assertThat(trace.names()).filteredOn("db-stop"::equals).hasSize(2);
        } finally {
            pool.dispose();
        }
    }

    @Test
    void dataSourceAroundATracedOne_givesOneSpan() throws SQLException {
        try (RecordedTrace trace = traced();
                Connection connection = new TracingDataSource(dataSource).getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("SELECT 1");
            assertThat(trace.names()).containsExactly("wsgi-start", "db-start", "db-stop", "wsgi-stop");
        }
    }
}
