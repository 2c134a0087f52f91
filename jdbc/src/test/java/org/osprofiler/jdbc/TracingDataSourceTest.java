package org.osprofiler.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.Serializable;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.Date;
import java.sql.JDBCType;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.sql.Types;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import net.ttddyy.dsproxy.QueryInfo;
import net.ttddyy.dsproxy.proxy.ParameterSetOperation;
import org.h2.api.ErrorCode;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.osprofiler.Limits;
import org.osprofiler.Profiler;
import org.osprofiler.Scope;
import org.osprofiler.Span;
import org.osprofiler.testkit.RecordedTrace;
import org.osprofiler.wire.Notification;

class TracingDataSourceTest {

    private final JdbcDataSource h2 = new JdbcDataSource();

    private Connection keepsTheDatabase;
    private DataSource traced;

    @BeforeEach
    void createTable() throws SQLException {
        h2.setURL("jdbc:h2:mem:" + System.identityHashCode(this));
        keepsTheDatabase = h2.getConnection();
        try (Statement statement = keepsTheDatabase.createStatement()) {
            statement.execute("create table volume (id int primary key, name varchar, made timestamp)");
        }
        traced = new TracingDataSource(h2);
    }

    @AfterEach
    void dropDatabase() throws SQLException {
        keepsTheDatabase.close();
    }

    private static RecordedTrace trace() {
        return RecordedTrace.start(options -> options.traceJdbc(true));
    }

    private static RecordedTrace traceWithParams() {
        return RecordedTrace.start(options -> options.traceJdbc(true).traceJdbcParams(true));
    }

    private static List<Map<?, ?>> starts(RecordedTrace trace) {
        return trace.notifications().stream()
                .filter(n -> n.name().equals("db-start"))
                .<Map<?, ?>>map(n -> (Map<?, ?>) n.info().get("db"))
                .toList();
    }

    private static Map<String, Object> db(String statement, Object params) {
        return Map.of("statement", statement, "params", params);
    }

    @Test
    void statement_isASpanBelowTheCurrentOne() throws SQLException {
        try (RecordedTrace trace = trace()) {
            try (Span outer = Profiler.span("VolumeService.list");
                    Connection connection = traced.getConnection();
                    Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("select * from volume")) {
                assertThat(rows.next()).isFalse();
                assertThat(Profiler.current()).isSameAs(outer);
            }
            assertThat(trace.names())
                    .containsExactly(
                            "wsgi-start",
                            "VolumeService.list-start",
                            "db-start",
                            "db-stop",
                            "VolumeService.list-stop",
                            "wsgi-stop");
            Notification list = trace.notifications().get(1);
            Notification start = trace.notifications().get(2);
            Notification stop = trace.notifications().get(3);
            assertThat(start.parentId()).isEqualTo(list.spanId());
            assertThat(stop.spanId()).isEqualTo(start.spanId());
            assertThat(start.info().get("db")).isEqualTo(db("select * from volume", "0"));
            assertThat(stop.info().keySet()).containsExactly("host");
        }
    }

    @Test
    void everyWayToExecute_isASpan() throws SQLException {
        try (RecordedTrace trace = trace();
                Connection connection = traced.getConnection();
                Statement statement = connection.createStatement();
                PreparedStatement prepared = connection.prepareStatement("delete from volume where id = ?")) {
            statement.execute("select 1");
            statement.executeUpdate("delete from volume");
            statement.executeLargeUpdate("delete from volume", Statement.RETURN_GENERATED_KEYS);
            prepared.setInt(1, 7);
            prepared.execute();
            prepared.executeUpdate();
            prepared.executeLargeUpdate();
            prepared.addBatch();
            prepared.executeLargeBatch();
            assertThat(starts(trace)).hasSize(7);
        }
    }

    @Test
    void preparedStatement_showsCountAndTypes_notValues() throws SQLException {
        String sql = "insert into volume (name, made, id) values (?, ?, ?)";
        try (RecordedTrace trace = trace();
                Connection connection = traced.getConnection();
                PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setInt(3, 1);
            insert.setString(1, "hidden");
            insert.setNull(2, Types.TIMESTAMP);
            assertThat(insert.executeUpdate()).isEqualTo(1);
            insert.setObject(1, new BigDecimal("3.5"));
            insert.setObject(2, "2026-03-14 09:26:53", JDBCType.TIMESTAMP);
            insert.setObject(3, 2L);
            insert.executeUpdate();
            assertThat(starts(trace))
                    .isEqualTo(List.of(
                            db(sql, "3: VARCHAR, TIMESTAMP, INTEGER"), db(sql, "3: NUMERIC, TIMESTAMP, BIGINT")));
        }
    }

    @Test
    void preparedStatement_showsValues_whenAskedTo() throws SQLException {
        String sql = "select * from volume where name in (?, ?, ?) and made = ? and made > ? and id = ?";
        try (RecordedTrace trace = traceWithParams();
                Connection connection = traced.getConnection();
                PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, "a".repeat(2000));
            select.setNull(2, Types.VARCHAR);
            select.setBytes(3, new byte[3]);
            select.setTimestamp(4, Timestamp.valueOf("2026-03-14 09:26:53.5"));
            select.setDate(5, Date.valueOf("2026-03-14"));
            select.setInt(6, 42);
            select.executeQuery().close();
            assertThat((List<?>) starts(trace).get(0).get("params"))
                    .isEqualTo(Arrays.asList(
                            "a".repeat(1023) + "…", null, "byte[3]", "2026-03-14 09:26:53.5", "2026-03-14", 42L));
        }
    }

    @Test
    void batches_areOneSpan() throws SQLException {
        String sql = "insert into volume (id, name) values (?, ?)";
        try (RecordedTrace trace = trace();
                Connection connection = traced.getConnection();
                PreparedStatement insert = connection.prepareStatement(sql);
                Statement statement = connection.createStatement()) {
            for (int i = 0; i < 30; i++) {
                insert.setInt(1, i);
                insert.setString(2, "v" + i);
                insert.addBatch();
            }
            assertThat(insert.executeBatch()).hasSize(30);
            statement.addBatch("delete from volume where id = 1");
            statement.addBatch("delete from volume where id = 2");
            statement.executeBatch();
            assertThat(starts(trace))
                    .isEqualTo(List.of(
                            db(sql, "30 x 2: INTEGER, VARCHAR"),
                            db("delete from volume where id = 1\ndelete from volume where id = 2", "0")));
        }
    }

    @Test
    void batch_showsTheFirstValues_whenAskedTo() throws SQLException {
        try (RecordedTrace trace = traceWithParams();
                Connection connection = traced.getConnection();
                PreparedStatement insert = connection.prepareStatement("insert into volume (id, name) values (?, ?)")) {
            for (int i = 0; i < 30; i++) {
                insert.setInt(1, i);
                insert.setString(2, "v" + i);
                insert.addBatch();
            }
            insert.executeBatch();
            List<?> params = (List<?>) starts(trace).get(0).get("params");
            assertThat(params).hasSize(21);
            assertThat(params.get(0)).isEqualTo(List.of(0L, "v0"));
            assertThat(params.get(20)).isEqualTo(List.of("… 10 more"));
        }
    }

    @Test
    void callableStatement_showsOutParameters() throws SQLException {
        String sql = "{? = call abs(?)}";
        try (RecordedTrace trace = trace();
                Connection connection = traced.getConnection();
                CallableStatement call = connection.prepareCall(sql)) {
            call.registerOutParameter(1, Types.INTEGER);
            call.setInt(2, -5);
            call.execute();
            assertThat(call.getInt(1)).isEqualTo(5);
            assertThat(starts(trace)).isEqualTo(List.of(db(sql, "2: OUT INTEGER, INTEGER")));
        }
    }

    @Test
    void failure_isRecorded_andThrownAsItIs() throws SQLException {
        try (RecordedTrace trace = trace();
                Connection connection = traced.getConnection();
                Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.executeQuery("select * from nowhere"))
                    .isInstanceOf(SQLException.class)
                    .satisfies(e -> assertThat(((SQLException) e).getErrorCode())
                            .isEqualTo(ErrorCode.TABLE_OR_VIEW_NOT_FOUND_1));
            Notification stop = trace.notifications().get(2);
            assertThat(stop.name()).isEqualTo("db-stop");
            assertThat(stop.info().get("etype")).isEqualTo("org.h2.jdbc.JdbcSQLSyntaxErrorException");
            assertThat((String) stop.info().get("message")).contains("NOWHERE");
        }
    }

    @Test
    void longStatement_isCut() throws SQLException {
        Limits d = Limits.DEFAULTS;
        Limits small = new Limits(
                d.maxHeaderLength(),
                d.maxKeys(),
                d.maxRootsPerSecond(),
                d.maxSpans(),
                20,
                d.maxMessage(),
                d.maxText(),
                d.maxNotification(),
                d.queue(),
                d.queueBytes(),
                d.maxTraceTime(),
                d.closeTimeout());
        try (RecordedTrace trace = RecordedTrace.start(o -> o.traceJdbc(true).limits(small));
                Connection connection = traced.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("select 1 as one, 2 as two");
            statement.addBatch("delete from volume");
            statement.addBatch("delete from volume where id = 1");
            statement.executeBatch();
            assertThat(starts(trace))
                    .isEqualTo(List.of(db("select 1 as one, 2 …", "0"), db("delete from volume\n…", "0")));
        }
    }

    /** Hands out the same connection each time. */
    private static DataSource giving(Connection connection) {
        return (DataSource) Proxy.newProxyInstance(
                TracingDataSourceTest.class.getClassLoader(),
                new Class<?>[] {DataSource.class},
                (self, method, args) -> connection);
    }

    @Test
    void untraced_theDriversOwnConnectionIsGiven() throws SQLException {
        TracingDataSource source = new TracingDataSource(giving(keepsTheDatabase));
        assertThat(source.getConnection()).isSameAs(keepsTheDatabase);
        assertThat(source.getConnection("u", "p")).isSameAs(keepsTheDatabase);
        try (RecordedTrace trace = trace()) {
            assertThat(source.getConnection()).isNotSameAs(keepsTheDatabase);
            assertThat(source.getConnection("u", "p")).isNotSameAs(keepsTheDatabase);
            assertThat(CompletableFuture.supplyAsync(() -> connectionOf(source)).join())
                    .as("on a thread without the trace")
                    .isSameAs(keepsTheDatabase);
            assertThat(trace.names()).containsExactly("wsgi-start", "wsgi-stop");
        }
        assertThat(source.getConnection()).isSameAs(keepsTheDatabase);
    }

    private static Connection connectionOf(DataSource source) {
        try {
            return source.getConnection();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void switchedOff_theDriversOwnConnectionIsGiven() throws SQLException {
        TracingDataSource source = new TracingDataSource(giving(keepsTheDatabase));
        try (RecordedTrace trace = RecordedTrace.start()) {
            assertThat(trace.root().isTraced()).isTrue();
            assertThat(source.getConnection()).isSameAs(keepsTheDatabase);
        }
    }

    @Test
    void connectionKeptBeyondItsTrace_works_withoutSpans() throws SQLException {
        Connection kept;
        PreparedStatement prepared;
        List<String> names;
        try (RecordedTrace trace = trace()) {
            kept = traced.getConnection();
            prepared = kept.prepareStatement("select 1");
            names = trace.names();
            prepared.executeQuery().close();
            kept.createStatement().execute("select 2");
            assertThat(trace.names()).isEqualTo(names);
        }
        prepared.executeQuery().close();
        try (RecordedTrace other = trace()) {
            prepared.executeQuery().close();
            assertThat(starts(other)).hasSize(1);
        }
        kept.close();
        assertThat(kept.isClosed()).isTrue();
    }

    @Test
    void wrappedConnection_equalsItsOwn_andUnwraps() throws SQLException {
        TracingDataSource source = new TracingDataSource(giving(keepsTheDatabase));
        try (RecordedTrace trace = trace()) {
            Connection wrapped = source.getConnection();
            assertThat(wrapped).isEqualTo(wrapped).isEqualTo(keepsTheDatabase).isEqualTo(source.getConnection());
            assertThat(wrapped).hasSameHashCodeAs(keepsTheDatabase);
            assertThat(wrapped.unwrap(org.h2.jdbc.JdbcConnection.class)).isSameAs(keepsTheDatabase);
            assertThat(wrapped.isWrapperFor(org.h2.jdbc.JdbcConnection.class)).isTrue();
            try (Statement statement = wrapped.createStatement()) {
                assertThat(statement.getConnection()).isSameAs(wrapped);
            }
            assertThat(trace.names()).doesNotContain("db-start");
        }
    }

    @Test
    void dataSource_unwraps() throws SQLException {
        assertThat(traced.unwrap(TracingDataSource.class)).isSameAs(traced);
        assertThat(traced.unwrap(JdbcDataSource.class)).isSameAs(h2);
        assertThat(traced.unwrap(DataSource.class)).isSameAs(traced);
        assertThat(traced.isWrapperFor(JdbcDataSource.class)).isTrue();
        assertThat(traced.isWrapperFor(String.class)).isFalse();
        assertThatThrownBy(() -> traced.unwrap(String.class)).isInstanceOf(SQLException.class);
        h2.setPassword("hunter2");
        assertThat(traced.toString()).isEqualTo("traced org.h2.jdbcx.JdbcDataSource");
    }

    @Test
    void dataSourceAroundAnother_givesOneSpan() throws SQLException {
        try (RecordedTrace trace = trace();
                Connection connection = new TracingDataSource(traced).getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("select 1");
            assertThat(starts(trace)).hasSize(1);
        }
    }

    @Test
    void twoThreads_haveTheirOwnParents() throws SQLException {
        try (RecordedTrace trace = trace()) {
            try (Span here = Profiler.span("here");
                    Connection connection = traced.getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("select 1");
                CompletableFuture.runAsync(() -> {
                            try (Scope scope = trace.root().attach();
                                    Connection other = traced.getConnection();
                                    Statement otherStatement = other.createStatement()) {
                                assertThat(scope).isNotNull();
                                otherStatement.execute("select 2");
                            } catch (SQLException e) {
                                throw new IllegalStateException(e);
                            }
                        })
                        .join();
                assertThat(here.isTraced()).isTrue();
            }
            List<Notification> starts = trace.notifications().stream()
                    .filter(n -> n.name().endsWith("-start"))
                    .toList();
            assertThat(starts).extracting(Notification::name).containsExactly("wsgi-start", "here-start", "db-start", "db-start");
            assertThat(starts.get(2).parentId()).isEqualTo(starts.get(1).spanId());
            assertThat(starts.get(3).parentId()).isEqualTo(starts.get(0).spanId());
        }
    }

    /** Runs code when it is looked at: what a lazy object of an application may do. */
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
        for (boolean params : new boolean[] {false, true}) {
            try (RecordedTrace trace = RecordedTrace.start(o -> o.traceJdbc(true).traceJdbcParams(params));
                    Connection connection = traced.getConnection();
                    PreparedStatement select = connection.prepareStatement("select cast(? as java_object)")) {
                select.setObject(1, new Lazy());
                select.executeQuery().close();
                assertThat(starts(trace).get(0).get("params"))
                        .isEqualTo(params ? List.of(Lazy.class.getName()) : "1: OBJECT");
            }
        }
    }

    @Test
    void namedParameter_ofASecret_isHidden() throws SQLException {
        ParameterSetOperation password;
        ParameterSetOperation name;
        try {
            Method setString = CallableStatement.class.getMethod("setString", String.class, String.class);
            password = new ParameterSetOperation(setString, new Object[] {"db_password", "hunter2"});
            name = new ParameterSetOperation(setString, new Object[] {"name", "v1"});
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
        QueryInfo query = new QueryInfo("{call login(?, ?)}");
        query.setParametersList(List.of(List.of(password, name)));
        try (RecordedTrace trace = traceWithParams()) {
            Profiler.span("db", DbInfo.of(List.of(query), trace.profiler().options()))
                    .close();
            assertThat(starts(trace).get(0).get("params"))
                    .isEqualTo(List.of(Map.of("db_password", "***"), Map.of("name", "v1")));
        }
    }
}
