package org.osprofiler.demo.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import jakarta.jms.JMSContext;
import jakarta.jms.Message;
import java.io.InputStreamReader;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.h2.tools.RunScript;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.osprofiler.Profiler;
import org.osprofiler.ProfilerOptions;
import org.osprofiler.demo.Demo;

/** Calls that cannot be done, and calls that come twice. */
class WorkerTest {

    private final UUID volume = UUID.randomUUID();
    private JdbcConnectionPool database;
    private VolumeDriver driver;

    @BeforeEach
    void open() throws Exception {
        database = JdbcConnectionPool.create("jdbc:h2:mem:" + volume + ";DB_CLOSE_DELAY=-1", "sa", "");
        driver = new VolumeDriver(database, Duration.ofHours(1));
        try (Connection connection = database.getConnection();
                InputStreamReader schema =
                        new InputStreamReader(Demo.class.getResourceAsStream("schema.sql"), StandardCharsets.UTF_8)) {
            RunScript.execute(connection, schema);
        }
        Sql.update(
                database,
                "INSERT INTO volume (id, project_id, user_id, size_gb, status, availability_zone, metadata, created_at)"
                        + " VALUES (?, 'p', 'u', 7, 'creating', 'nova', '{}', CURRENT_TIMESTAMP)",
                volume);
    }

    @AfterEach
    void close() throws Exception {
        driver.close();
        try (Connection connection = database.getConnection()) {
            connection.createStatement().execute("shutdown");
        }
    }

    private int allocated() {
        return Integer.parseInt(Sql.query(database, "SELECT SUM(allocated_gb) FROM pool", List.of()));
    }

    @Test
    void volumeThatIsMadeTwice_getsRoomOnce() {
        driver.create(volume, 7, "ssd");
        assertThatIllegalStateException().isThrownBy(() -> driver.create(volume, 7, "ssd"));
        assertThat(allocated()).isEqualTo(7);
    }

    @Test
    void deletedVolume_givesItsRoomBack_once() {
        driver.create(volume, 7, "ssd");
        driver.delete(volume);
        driver.delete(volume);
        assertThat(allocated()).isZero();
    }

    @Test
    void callThatFails_doesNotComeAgain() {
        DataSource broken = (DataSource) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, args) -> {
                    throw new SQLException("no database");
                });
        try (Profiler profiler =
                Profiler.create(ProfilerOptions.builder().enabled(false).build())) {
            Worker worker = new Worker(unused(), profiler, new Scheduler(broken), driver);
            assertThatCode(() -> worker.onMessage(call(volume.toString()))).doesNotThrowAnyException();
            assertThatCode(() -> worker.onMessage(call("no id"))).doesNotThrowAnyException();
        }
        assertThat(allocated()).isZero();
    }

    /** Nobody is answered. */
    private JMSContext unused() {
        return (JMSContext) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {JMSContext.class}, (proxy, method, args) -> {
                    throw new AssertionError(method);
                });
    }

    private Message call(String volumeId) {
        return (Message) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {Message.class},
                (proxy, method, args) -> switch (method.getName()) {
                    case "getJMSType" -> ManagerCall.CREATE_VOLUME.name();
                    case "getIntProperty" -> 7;
                    case "getStringProperty" -> args[0].equals("volume_id") ? volumeId : null;
                    default -> throw new AssertionError(method);
                });
    }
}
