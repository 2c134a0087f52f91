package org.osprofiler.collector;

import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.client.impl.ClientSessionFactoryInternal;
import org.apache.activemq.artemis.jms.client.ActiveMQConnection;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.activemq.artemis.jms.client.ActiveMQSession;
import org.apache.activemq.artemis.spi.core.remoting.Connector;
import org.jspecify.annotations.Nullable;

/**
 * A transacted consumer of one Artemis queue, with a connection and threads of its own. It never reconnects by itself: after a
 * failure it is closed and a new one opened. For one thread.
 */
final class QueueLink implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(QueueLink.class.getName());
    private static final int CALL_MILLIS = 10_000;

    private final ActiveMQConnectionFactory factory;
    private final Connection connection;
    private final @Nullable Connector transport;
    private final Session session;
    private final MessageConsumer consumer;

    /** Set by a thread of the client when the connection breaks: then receiving only returns nothing. */
    private volatile @Nullable JMSException broken;

    private QueueLink(
            ActiveMQConnectionFactory factory, Connection connection, Session session, MessageConsumer consumer) {
        this.factory = factory;
        this.connection = connection;
        this.transport = transportOf(connection);
        this.session = session;
        this.consumer = consumer;
    }

    /**
     * Connects; makes the queue where the broker allows it.
     *
     * @param alone whether to refuse a queue that has consumers
     * @throws QueueInUseException when it is refused
     */
    @SuppressWarnings("resource") // closed with the link, or here when there will be none
    static QueueLink open(BrokerUrl broker, String queue, boolean alone) throws JMSException {
        ActiveMQConnectionFactory factory = factory(broker);
        Connection connection = null;
        try {
            connection = broker.user() == null
                    ? factory.createConnection()
                    : factory.createConnection(broker.user(), broker.password());
            return open(broker, queue, alone, factory, connection);
        } catch (JMSException | RuntimeException e) {
            close(factory, connection, transportOf(connection));
            throw e;
        }
    }

    private static QueueLink open(
            BrokerUrl broker, String queue, boolean alone, ActiveMQConnectionFactory factory, Connection connection)
            throws JMSException {
        Session session = connection.createSession(true, Session.SESSION_TRANSACTED);
        if (alone && consumers(session, queue) > 0) {
            throw new QueueInUseException(broker.display(), queue);
        }
        QueueLink link =
                new QueueLink(factory, connection, session, session.createConsumer(session.createQueue(queue)));
        connection.setExceptionListener(failure -> link.broken = failure);
        connection.start();
        return link;
    }

    private static ActiveMQConnectionFactory factory(BrokerUrl broker) {
        ActiveMQConnectionFactory factory = new ActiveMQConnectionFactory(broker.url());
        // By default clients of one JVM share pools, and close() would leave their threads behind.
        factory.setUseGlobalPools(false);
        factory.setThreadPoolMaxSize(4);
        factory.setScheduledThreadPoolMaxSize(1);
        factory.setInitialConnectAttempts(1);
        factory.setReconnectAttempts(0);
        factory.setCallTimeout(CALL_MILLIS);
        return factory;
    }

    private static int consumers(Session session, String queue) throws JMSException {
        try {
            return ((ActiveMQSession) session)
                    .getCoreSession()
                    .queueQuery(SimpleString.of(queue))
                    .getConsumerCount();
        } catch (ActiveMQException e) {
            JMSException failure = new JMSException(e.getMessage());
            failure.setLinkedException(e);
            throw failure;
        }
    }

    /** The next message; null when none comes within {@code millis}, 0 for at once. */
    @Nullable
    Message receive(long millis) throws JMSException {
        Message message = millis == 0 ? consumer.receiveNoWait() : consumer.receive(millis);
        if (message == null && broken != null) {
            throw broken;
        }
        return message;
    }

    /**
     * The message's text: of a text message, or of bytes in UTF-8.
     *
     * @return null when it is neither
     */
    static @Nullable String text(Message message) throws JMSException {
        if (message instanceof TextMessage text) {
            return text.getText();
        }
        if (message instanceof BytesMessage bytes) {
            byte[] body = new byte[Math.toIntExact(bytes.getBodyLength())];
            bytes.readBytes(body);
            try {
                return StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(body))
                        .toString();
            } catch (CharacterCodingException e) {
                return null;
            }
        }
        return null;
    }

    /** Acknowledges everything that was received. */
    void commit() throws JMSException {
        session.commit();
    }

    /** What was received and not committed goes back to the queue. */
    @Override
    public void close() {
        close(factory, connection, transport);
    }

    private static void close(
            ActiveMQConnectionFactory factory, @Nullable Connection connection, @Nullable Connector transport) {
        close(connection);
        // Before the factory, as its last events need the factory's pool; and the factory forgets it when the broker is
        // away.
        close(transport == null ? null : transport::close);
        close(factory);
    }

    /** The owner of the netty thread. */
    private static @Nullable Connector transportOf(@Nullable Connection connection) {
        return connection instanceof ActiveMQConnection artemis
                        && artemis.getSessionFactory() instanceof ClientSessionFactoryInternal factory
                        && factory.getConnector() instanceof Connector connector
                ? connector
                : null;
    }

    private static void close(@Nullable AutoCloseable part) {
        try {
            if (part != null) {
                part.close();
            }
        } catch (Exception e) {
            LOG.log(System.Logger.Level.DEBUG, "a connection that is given up did not close", e);
        }
    }
}
