package org.osprofiler.jdbc;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.ConnectionBuilder;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.ShardingKeyBuilder;
import java.util.logging.Logger;
import javax.sql.DataSource;
import net.ttddyy.dsproxy.ConnectionInfo;
import net.ttddyy.dsproxy.proxy.ProxyConfig;
import net.ttddyy.dsproxy.proxy.ProxyJdbcObject;
import org.osprofiler.Profiler;
import org.osprofiler.ProfilerOptions;

/**
 * A DataSource whose statements become spans while a request is traced: {@code new TracingDataSource(dataSource)}, around the
 * pool, not below it.
 *
 * <p>Outside of a trace, or where neither {@code trace_jdbc} nor {@code trace_sqlalchemy} is on, {@link #getConnection()} gives
 * the driver's own connection: nothing is wrapped and nothing costs. A span covers the execution of a statement, not the reading
 * of its rows. A connection that is kept beyond its trace goes on working, without spans.
 *
 * <p>Thread safe if the delegate is.
 */
public final class TracingDataSource implements DataSource {

    private static final System.Logger LOG = System.getLogger(TracingDataSource.class.getName());

    /** Thread safe; without generated keys and isolation levels, which would be round trips. */
    private static final ProxyConfig PROXIES =
            ProxyConfig.Builder.create().queryListener(new StatementListener()).build();

    private final DataSource delegate;

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
        ProfilerOptions options = Profiler.current().options();
        if (options == null || !options.traceJdbc()) {
            return connection;
        }
        if (connection instanceof ProxyJdbcObject proxy && proxy.getProxyConfig() == PROXIES) {
            return connection; // traced data sources around each other: one span for each statement
        }
        try {
            return PROXIES.getJdbcProxyFactory().createConnection(connection, new ConnectionInfo(), PROXIES);
        } catch (RuntimeException | LinkageError e) {
            LOG.log(System.Logger.Level.WARNING, "osprofiler: statements of this connection are not traced", e);
            return connection;
        }
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
    public PrintWriter getLogWriter() throws SQLException {
        return delegate.getLogWriter();
    }

    @Override
    public void setLogWriter(PrintWriter out) throws SQLException {
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

    /** The delegate's builder: connections made by it are not traced. */
    @Override
    public ConnectionBuilder createConnectionBuilder() throws SQLException {
        return delegate.createConnectionBuilder();
    }

    @Override
    public ShardingKeyBuilder createShardingKeyBuilder() throws SQLException {
        return delegate.createShardingKeyBuilder();
    }
}
