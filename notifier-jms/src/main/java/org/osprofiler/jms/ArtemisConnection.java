package org.osprofiler.jms;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import java.util.Map;
import org.apache.activemq.artemis.core.client.impl.ClientSessionFactoryInternal;
import org.apache.activemq.artemis.jms.client.ActiveMQConnection;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.activemq.artemis.spi.core.remoting.Connector;
import org.jspecify.annotations.Nullable;

/**
 * One connection to Artemis with pools and threads of its own, all of which {@link #close} ends. It does not come back by
 * itself: after a failure it is closed, and another one opened.
 */
public final class ArtemisConnection implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(ArtemisConnection.class.getName());

    private final ArtemisUrl url;
    private final ConnectionThreads threads;
    private final ActiveMQConnectionFactory factory;
    private final Connection connection;
    private final @Nullable Connector transport;

    private ArtemisConnection(
            ArtemisUrl url, ConnectionThreads threads, ActiveMQConnectionFactory factory, Connection connection) {
        this.url = url;
        this.threads = threads;
        this.factory = factory;
        this.connection = connection;
        this.transport = transportOf(connection);
    }

    /**
     * Connects; a failure leaves nothing behind.
     *
     * @param defaults settings of the client that the URL's own parameters beat
     * @throws InterruptedException when the calling thread is interrupted; a connection that is opened all the same is closed
     */
    public static ArtemisConnection open(ArtemisUrl url, Map<String, String> defaults)
            throws JMSException, InterruptedException {
        ConnectionThreads threads = new ConnectionThreads("osprofiler-artemis " + url.display());
        boolean opened = false;
        try {
            ArtemisConnection connection = threads.open(() -> connect(url, defaults, threads));
            opened = true;
            return connection;
        } catch (JMSException | InterruptedException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        } finally {
            if (!opened) {
                awaitEnd(url, threads);
            }
        }
    }

    private static ArtemisConnection connect(ArtemisUrl url, Map<String, String> defaults, ConnectionThreads threads)
            throws JMSException {
        ActiveMQConnectionFactory factory = new ActiveMQConnectionFactory(url.client(defaults));
        try {
            Connection connection = url.user() == null
                    ? factory.createConnection()
                    : factory.createConnection(url.user(), url.password());
            return new ArtemisConnection(url, threads, factory, connection);
        } catch (JMSException | RuntimeException | Error e) {
            uninterrupted(() -> close(factory));
            throw e;
        }
    }

    /** The owner of the netty thread. */
    private static @Nullable Connector transportOf(Connection connection) {
        return connection instanceof ActiveMQConnection own
                        && own.getSessionFactory() instanceof ClientSessionFactoryInternal factory
                        && factory.getConnector() instanceof Connector connector
                ? connector
                : null;
    }

    /** The open connection; this object's, which closes it. */
    public Connection jms() {
        return connection;
    }

    /** Closes the connection with its sessions, and waits, not longer than some seconds, until its threads are gone. */
    @Override
    public void close() {
        uninterrupted(() -> {
            close(connection);
            // The client forgets it when the broker went away; its last events need the factory's pool.
            close(transport == null ? null : transport::close);
            close(factory);
            awaitEnd(url, threads);
        });
    }

    /** An interrupted thread would leave the closing half done. */
    private static void uninterrupted(Runnable closing) {
        boolean interrupted = Thread.interrupted();
        try {
            closing.run();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static void awaitEnd(ArtemisUrl url, ConnectionThreads threads) {
        if (!url.isInVm()) { // there the broker's threads are among them
            threads.awaitEnd();
        }
    }

    private static void close(@Nullable AutoCloseable part) {
        if (part != null) {
            try {
                part.close();
            } catch (Exception e) {
                LOG.log(System.Logger.Level.DEBUG, "a connection was not closed in order", e);
            }
        }
    }

    /** Where it leads to, without secrets. */
    @Override
    public String toString() {
        return url.display();
    }
}
