package org.osprofiler.jdbc;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.ConnectionBuilder;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.ShardingKeyBuilder;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.osprofiler.Profiler;
import org.osprofiler.ProfilerOptions;

/**
 * A data source whose statements are spans of the request that executes them, when the option {@code trace_jdbc} (or {@code
 * trace_sqlalchemy}) is on.
 *
 * <pre>{@code
 * DataSource orders = new TracingDataSource(pool);
 * }</pre>
 *
 * <p>Put it around the pool, not below it. While no trace is open on the calling thread, {@link #getConnection()} gives the
 * very connection of the pool: nothing is added to its cost. In a trace it gives a wrapped one; that one goes on working when
 * the trace is over, without spans.
 *
 * <p>A span covers the execution of a statement or batch. The time in which an application reads a {@link
 * java.sql.ResultSet}, commits, or waits for a connection is not in it. An exception's message is recorded as the driver
 * wrote it, with whatever values it quotes. Nothing here asks the database for anything. Any thread.
 */
public final class TracingDataSource implements DataSource {

    private final DataSource delegate;

    /**
     * @param delegate gives the connections; usually a pool. Not closed by this object.
     */
    public TracingDataSource(DataSource delegate) {
        this.delegate = delegate;
    }

    @Override
    public Connection getConnection() throws SQLException {
        return traced(delegate.getConnection());
    }

    @Override
    public Connection getConnection(String username, String password) throws SQLException {
        return traced(delegate.getConnection(username, password));
    }

    private static Connection traced(Connection connection) {
        if (!Profiler.isTracing()) {
            return connection;
        }
        ProfilerOptions options = Profiler.current().options();
        return options != null && options.traceJdbc() ? TracedConnections.wrap(connection) : connection;
    }

    /** The delegate's; its connections are not traced. */
    @Override
    public ConnectionBuilder createConnectionBuilder() throws SQLException {
        return delegate.createConnectionBuilder();
    }

    @Override
    public ShardingKeyBuilder createShardingKeyBuilder() throws SQLException {
        return delegate.createShardingKeyBuilder();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        if (type.isInstance(this)) {
            return type.cast(this);
        }
        return type.isInstance(delegate) ? type.cast(delegate) : delegate.unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return type.isInstance(this) || type.isInstance(delegate) || delegate.isWrapperFor(type);
    }

    @Override
    public @Nullable PrintWriter getLogWriter() throws SQLException {
        return delegate.getLogWriter();
    }

    @Override
    public void setLogWriter(@Nullable PrintWriter out) throws SQLException {
        delegate.setLogWriter(out);
    }

    @Override
    public int getLoginTimeout() throws SQLException {
        return delegate.getLoginTimeout();
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        delegate.setLoginTimeout(seconds);
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        return delegate.getParentLogger();
    }

    /** Not the delegate's own text: it may hold a password. */
    @Override
    public String toString() {
        return "traced " + delegate.getClass().getName();
    }
}
