package org.osprofiler.demo;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import java.util.UUID;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.h2.tools.RunScript;
import org.jspecify.annotations.Nullable;

/** The database that both services share, as Cinder's do. */
final class VolumeDatabase implements AutoCloseable {

    private static final String NAME = "volumes";
    private static final String SCHEMA = "schema.sql";

    private final JdbcConnectionPool pool;

    private VolumeDatabase(JdbcConnectionPool pool) {
        this.pool = pool;
    }

    /**
     * Opens it, and makes its tables if they are missing.
     *
     * @param directory null for a database in memory
     * @throws IOException when it cannot be opened, for example because another demo has it open
     */
    static VolumeDatabase open(@Nullable Path directory) throws IOException {
        String url;
        if (directory == null) {
            url = "jdbc:h2:mem:" + NAME + "-" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
        } else {
            Files.createDirectories(directory);
            url = "jdbc:h2:file:" + directory.toAbsolutePath().resolve(NAME);
        }
        JdbcConnectionPool pool = JdbcConnectionPool.create(url, "sa", "");
        try (Connection connection = pool.getConnection();
                Reader schema = new InputStreamReader(
                        Objects.requireNonNull(VolumeDatabase.class.getResourceAsStream(SCHEMA), SCHEMA),
                        StandardCharsets.UTF_8)) {
            RunScript.execute(connection, schema);
            return new VolumeDatabase(pool);
        } catch (SQLException e) {
            pool.dispose();
            throw new IOException(
                    "the database of volumes " + (directory == null ? "in memory" : "in " + directory)
                            + " cannot be opened: " + e.getMessage(),
                    e);
        }
    }

    DataSource dataSource() {
        return pool;
    }

    /** Closes the database; one in memory is gone then. */
    @Override
    public void close() {
        try (Connection connection = pool.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("shutdown");
        } catch (SQLException e) {
            System.getLogger(VolumeDatabase.class.getName())
                    .log(System.Logger.Level.WARNING, "the database of volumes did not close cleanly", e);
        } finally {
            pool.dispose();
        }
    }
}
