package org.osprofiler.jms;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import org.apache.activemq.artemis.api.core.ActiveMQDuplicateIdException;
import org.apache.activemq.artemis.core.client.impl.ClientSessionFactoryInternal;
import org.apache.activemq.artemis.jms.client.ActiveMQConnection;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.activemq.artemis.spi.core.remoting.Connector;
import org.jspecify.annotations.Nullable;

/** Connections of the Artemis client, with pools of their own. */
final class ArtemisConnector implements JmsConnector {

    private static final System.Logger LOG = System.getLogger(ArtemisConnector.class.getName());

    private final ArtemisUrl url;
    private final ConnectionThreads threads;
    /** Set by a thread of the group, which is waited for; so is the next. */
    private @Nullable ActiveMQConnectionFactory factory;

    private @Nullable Connector transport;

    ArtemisConnector(ArtemisUrl url) {
        this.url = url;
        this.threads = new ConnectionThreads("osprofiler-artemis " + url.display());
    }

    @Override
    public Connection connect() throws JMSException, InterruptedException {
        try {
            return threads.call(() -> {
                ActiveMQConnectionFactory opened = new ActiveMQConnectionFactory(url.client());
                factory = opened;
                Connection connection = url.user() == null
                        ? opened.createConnection()
                        : opened.createConnection(url.user(), url.password());
                transport = transportOf(connection);
                return connection;
            });
        } catch (JMSException | InterruptedException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** The owner of the netty thread. The client forgets to close it when the broker went away before. */
    private static @Nullable Connector transportOf(Connection connection) {
        return connection instanceof ActiveMQConnection own
                        && own.getSessionFactory() instanceof ClientSessionFactoryInternal factory
                        && factory.getConnector() instanceof Connector connector
                ? connector
                : null;
    }

    @Override
    public boolean isTransacted() {
        return true;
    }

    @Override
    public boolean isDuplicate(JMSException failure) {
        return failure.getCause() instanceof ActiveMQDuplicateIdException;
    }

    /** Waits until the client's threads are gone. */
    @Override
    public void release() {
        close(factory);
        factory = null;
        Connector ofFactory = transport;
        close(ofFactory == null ? null : ofFactory::close);
        transport = null;
        if (!url.isInVm()) { // there the broker's threads are among them
            threads.awaitEnd();
        }
    }

    private static void close(@Nullable AutoCloseable resource) {
        if (resource != null) {
            try {
                resource.close();
            } catch (Exception e) {
                LOG.log(System.Logger.Level.DEBUG, "a connection was not closed in order", e);
            }
        }
    }

    @Override
    public String toString() {
        return url.display();
    }
}
