package org.osprofiler.jms;

import jakarta.jms.JMSException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.util.List;
import org.osprofiler.send.Destination;
import org.osprofiler.send.OutgoingNotification;
import org.osprofiler.wire.OsloEnvelope;
import org.osprofiler.wire.Timestamp;

/** One open connection and what it takes to send through it. Of one thread at a time (Jakarta Messaging 2.14). */
final class JmsLink implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(JmsLink.class.getName());

    /** Artemis drops a message whose value of this property it has seen; other brokers ignore it. */
    private static final String DUPLICATE_ID = "_AMQ_DUPL_ID";

    private final JmsConnector connector;
    private final OpenConnection connection;
    private final Session session;
    private final MessageProducer producer;
    private final String publisherId;
    private final String eventType;

    private JmsLink(JmsConnector connector, OpenConnection connection, Destination destination) throws JMSException {
        this.connector = connector;
        this.connection = connection;
        this.publisherId = destination.host();
        this.eventType = OsloEnvelope.eventType(destination.service());
        this.session = connector.isTransacted()
                ? connection.jms().createSession(true, Session.SESSION_TRANSACTED)
                : connection.jms().createSession(false, Session.AUTO_ACKNOWLEDGE);
        this.producer = session.createProducer(session.createQueue(
                OsloEnvelope.amqp1Queue(destination.exchange(), destination.topic(), OsloEnvelope.PRIORITY)));
    }

    static JmsLink open(JmsConnector connector, Destination destination) throws JMSException, InterruptedException {
        OpenConnection connection = connector.connect();
        boolean opened = false;
        try {
            JmsLink link = new JmsLink(connector, connection, destination);
            opened = true;
            return link;
        } finally {
            if (!opened) { // an Error too: the sender survives it and comes again
                close(connection);
            }
        }
    }

    /** Sends all of them; those that the broker has already count as sent. */
    void send(List<OutgoingNotification> batch) throws JMSException {
        try {
            for (OutgoingNotification notification : batch) {
                producer.send(message(notification));
            }
            commit();
        } catch (JMSException e) {
            if (!connector.isDuplicate(e)) {
                throw e;
            }
            // A commit arrived, its answer did not. One message that is there already spoils the whole transaction.
            sendSingly(batch);
        }
    }

    private void sendSingly(List<OutgoingNotification> batch) throws JMSException {
        session.rollback();
        for (OutgoingNotification notification : batch) {
            try {
                producer.send(message(notification));
                commit();
            } catch (JMSException e) {
                if (!connector.isDuplicate(e)) {
                    throw e;
                }
                session.rollback();
            }
        }
    }

    private void commit() throws JMSException {
        if (connector.isTransacted()) {
            session.commit();
        }
    }

    private TextMessage message(OutgoingNotification notification) throws JMSException {
        TextMessage message = session.createTextMessage(OsloEnvelope.amqp1(
                notification.messageId(),
                publisherId,
                eventType,
                Timestamp.withSpace(notification.epochMicros()),
                notification.payload()));
        message.setStringProperty(DUPLICATE_ID, notification.messageId());
        return message;
    }

    /** A connection takes its sessions and producers along (Jakarta Messaging 6.1.8). */
    @Override
    public void close() {
        close(connection);
    }

    private static void close(OpenConnection connection) {
        try {
            connection.owner().close();
        } catch (Exception e) {
            LOG.log(System.Logger.Level.DEBUG, "a connection was not closed in order", e);
        }
    }
}
