package org.osprofiler.collector;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Session;
import java.util.Map;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.client.ClientConsumer;
import org.apache.activemq.artemis.api.core.client.ClientMessage;
import org.apache.activemq.artemis.api.core.client.ClientSession;
import org.apache.activemq.artemis.jms.client.ActiveMQSession;
import org.apache.activemq.artemis.utils.AutoCreateUtil;
import org.jspecify.annotations.Nullable;
import org.osprofiler.jms.ArtemisConnection;
import org.osprofiler.jms.ArtemisUrl;

/**
 * A transacted consumer of one Artemis queue, with a connection of its own. It never reconnects by itself: after a failure it
 * is closed and a new one opened. For one thread.
 */
final class QueueLink implements AutoCloseable {

    private static final Map<String, String> SETTINGS = Map.of("callTimeout", "10000", "threadPoolMaxSize", "4");

    private final ArtemisConnection connection;
    private final ClientSession session;
    private final ClientConsumer consumer;

    /** Set by a thread of the client when the connection breaks: then receiving only returns nothing. */
    private volatile @Nullable JMSException broken;

    private QueueLink(ArtemisConnection connection, ClientSession session, ClientConsumer consumer) {
        this.connection = connection;
        this.session = session;
        this.consumer = consumer;
    }

    /**
     * Connects; makes the queue where the broker allows it.
     *
     * @param alone whether to refuse a queue that has consumers
     * @throws QueueInUseException when it is refused
     */
    static QueueLink open(ArtemisUrl broker, String queue, boolean alone)
            throws JMSException, ActiveMQException, InterruptedException {
        ArtemisConnection connection = ArtemisConnection.open(broker, SETTINGS);
        boolean opened = false;
        try {
            QueueLink link = open(connection, SimpleString.of(queue), alone);
            opened = true;
            return link;
        } finally {
            if (!opened) { // an Error too: the consumer survives it and comes again
                connection.close();
            }
        }
    }

    @SuppressWarnings("resource") // what belongs to a connection is closed with it
    private static QueueLink open(ArtemisConnection connection, SimpleString queue, boolean alone)
            throws JMSException, ActiveMQException {
        Connection jms = connection.jms();
        ClientSession session =
                ((ActiveMQSession) jms.createSession(true, Session.SESSION_TRANSACTED)).getCoreSession();
        if (alone && session.queueQuery(queue).getConsumerCount() > 0) {
            throw new QueueInUseException(connection.toString(), queue.toString());
        }
        AutoCreateUtil.autoCreateQueue(session, queue, null);
        QueueLink link = new QueueLink(connection, session, session.createConsumer(queue));
        jms.setExceptionListener(failure -> link.broken = failure);
        jms.start();
        return link;
    }

    /** The next message; null when none comes within {@code millis}, 0 for at once. */
    @Nullable
    QueueMessage receive(long millis) throws JMSException, ActiveMQException {
        ClientMessage message = millis == 0 ? consumer.receiveImmediate() : consumer.receive(millis);
        if (message != null) {
            message.acknowledge(); // as a part of the transaction
            return new QueueMessage(message);
        }
        if (broken != null) {
            throw broken;
        }
        return null;
    }

    /** Acknowledges everything that was received. */
    void commit() throws ActiveMQException {
        session.commit();
    }

    /** What was received and not committed goes back to the queue. */
    @Override
    public void close() {
        connection.close();
    }
}
