package org.osprofiler.jdbc;

import java.sql.Connection;
import java.util.Set;
import net.ttddyy.dsproxy.ConnectionIdManager;
import net.ttddyy.dsproxy.ConnectionInfo;
import net.ttddyy.dsproxy.proxy.ProxyConfig;
import net.ttddyy.dsproxy.proxy.ProxyJdbcObject;

/** Wraps connections by datasource-proxy. Loaded with the first connection of a trace, not before. */
final class TracedConnections {

    private static final System.Logger LOG = System.getLogger(TracedConnections.class.getName());

    /** One for all: it has no state. */
    private static final ProxyConfig CONFIG = ProxyConfig.Builder.create()
            .queryListener(new StatementListener())
            .connectionIdManager(new NoIds())
            .build();

    private TracedConnections() {}

    /** The connection with our listener; as it is when it has one already, or cannot be wrapped. */
    static Connection wrap(Connection connection) {
        if (connection instanceof ProxyJdbcObject proxy && proxy.getProxyConfig() == CONFIG) {
            return connection; // two traced data sources, one around the other
        }
        try {
            ConnectionInfo info = new ConnectionInfo();
            info.setDataSourceName("");
            info.setConnectionId("");
            return CONFIG.getJdbcProxyFactory().createConnection(connection, info, CONFIG);
        } catch (RuntimeException | LinkageError e) {
            LOG.log(System.Logger.Level.WARNING, "osprofiler: a connection is not traced", e);
            return connection;
        }
    }

    /** The default one remembers every open connection, also those that nobody closes. */
    private static final class NoIds implements ConnectionIdManager {
        @Override
        public String getId(Connection connection) {
            return "";
        }

        @Override
        public void addClosedId(String closedId) {}

        @Override
        public Set<String> getOpenConnectionIds() {
            return Set.of();
        }
    }
}
