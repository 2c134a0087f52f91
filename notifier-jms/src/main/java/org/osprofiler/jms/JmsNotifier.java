package org.osprofiler.jms;

import jakarta.jms.JMSException;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osprofiler.send.Destination;
import org.osprofiler.send.Notifier;
import org.osprofiler.send.OutgoingNotification;

/**
 * Sends batches as oslo notifications, one text message each, to the queue that a Ceilometer agent or a collector reads.
 *
 * <p>One connection, opened with the first batch and after a failure. It does not wait and does not try again, with one
 * exception: a connection that was open before and turns out to be dead is replaced at once, for a broker that was restarted
 * meanwhile is no failure.
 */
final class JmsNotifier implements Notifier {

    private final Destination destination;
    private final JmsConnector connector;
    private @Nullable JmsLink link;

    JmsNotifier(Destination destination, JmsConnector connector) {
        this.destination = destination;
        this.connector = connector;
    }

    @Override
    public void send(List<OutgoingNotification> batch) throws IOException, InterruptedException {
        boolean openBefore = link != null;
        try {
            deliver(batch);
        } catch (JMSException | RuntimeException e) {
            close();
            throwIfInterrupted(e);
            if (!openBefore) {
                throw failure(e);
            }
            sendAfresh(batch);
        }
    }

    private void sendAfresh(List<OutgoingNotification> batch) throws IOException, InterruptedException {
        try {
            deliver(batch);
        } catch (JMSException | RuntimeException e) {
            close();
            throwIfInterrupted(e);
            throw failure(e);
        }
    }

    private void deliver(List<OutgoingNotification> batch) throws JMSException, InterruptedException {
        JmsLink open = link;
        if (open == null) {
            open = JmsLink.open(connector, destination);
            link = open;
        }
        open.send(batch);
    }

    /** With what lies behind it: the client's own message is often only "Failed to create session factory". */
    private static IOException failure(Exception failure) {
        StringBuilder message = new StringBuilder();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String own = cause.getMessage() == null ? cause.getClass().getName() : cause.getMessage();
            if (message.indexOf(own) < 0) {
                message.append(message.isEmpty() ? "" : ": ").append(own);
            }
        }
        String text = message.toString();
        return new IOException(text.endsWith(".") ? text.substring(0, text.length() - 1) : text, failure);
    }

    /** The Artemis client wraps an interruption into exceptions of its own. */
    private static void throwIfInterrupted(Throwable failure) throws InterruptedException {
        boolean interrupted = Thread.interrupted();
        for (Throwable cause = failure; cause != null && !interrupted; cause = cause.getCause()) {
            interrupted = cause instanceof InterruptedException;
        }
        if (interrupted) {
            throw new InterruptedException();
        }
    }

    @Override
    public void idle() {
        close();
    }

    @Override
    public void close() {
        JmsLink open = link;
        link = null;
        if (open != null) {
            // An interrupted thread would leave the closing half done.
            boolean interrupted = Thread.interrupted();
            try {
                open.close();
            } finally {
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }
}
