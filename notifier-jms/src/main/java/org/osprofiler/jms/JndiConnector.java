package org.osprofiler.jms;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import java.util.Locale;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.jspecify.annotations.Nullable;

/**
 * Connections of the server's own factory. The container owns them: no local transaction, no client acknowledgement, no
 * exception listener (Jakarta EE Platform, requirements on Jakarta Messaging).
 */
final class JndiConnector implements JmsConnector {

    private static final String PREFIX = "jndi:";
    private static final String EXAMPLE = "jndi:java:/jms/NAME, the JNDI name of a connection factory of this server";

    private final ConnectionFactory factory;
    /** The application's: the container's factory may find the application by it. Lives as long as the notifier. */
    private final @Nullable ClassLoader contextLoader;

    JndiConnector(ConnectionFactory factory, @Nullable ClassLoader contextLoader) {
        this.factory = factory;
        this.contextLoader = contextLoader;
    }

    /**
     * Looks the factory up now: {@code java:comp} and {@code java:app} are not there on a thread of one's own.
     *
     * @throws IllegalArgumentException when there is no connection factory under that name
     */
    @SuppressWarnings("BanJNDI") // only names that begin with java:, which stay inside the server
    static JndiConnector lookUp(String url) {
        String name = url.substring(PREFIX.length());
        if (!name.toLowerCase(Locale.ROOT).startsWith("java:")) {
            // An ldap: or rmi: name would load code from elsewhere.
            throw new IllegalArgumentException("'" + url + "' is no name of this server; write " + EXAMPLE);
        }
        Object found;
        try {
            found = InitialContext.doLookup(name);
        } catch (NamingException e) {
            throw new IllegalArgumentException(
                    "nothing is found under '" + name + "' (" + e.getClass().getSimpleName() + "); write " + EXAMPLE,
                    e);
        }
        if (found instanceof ConnectionFactory factory) {
            return new JndiConnector(factory, Thread.currentThread().getContextClassLoader());
        }
        throw new IllegalArgumentException("'" + name + "' is "
                + (found == null ? "nothing" : "a " + found.getClass().getName())
                + ", no jakarta.jms.ConnectionFactory of this application (is there a jakarta.jms-api jar in WEB-INF/lib"
                + " besides the server's?); write " + EXAMPLE);
    }

    @Override
    public OpenConnection connect() throws JMSException {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(contextLoader);
        try {
            Connection connection = factory.createConnection();
            return new OpenConnection(connection, connection);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Override
    public boolean isTransacted() {
        return false;
    }

    /** Outside a transaction the broker drops a duplicate and says nothing. */
    @Override
    public boolean isDuplicate(JMSException failure) {
        return false;
    }
}
