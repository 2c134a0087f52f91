package org.osprofiler.jms;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import org.apache.activemq.artemis.api.core.ActiveMQDuplicateIdException;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.jspecify.annotations.Nullable;

/** Connections of the Artemis client, with pools of their own. */
final class ArtemisConnector implements JmsConnector {

    private final ArtemisUrl url;
    private final ConnectionThreads threads;
    private @Nullable ActiveMQConnectionFactory factory;

    /**
     * @throws IllegalArgumentException when the client does not understand the URL's parameters
     */
    ArtemisConnector(ArtemisUrl url) {
        this.url = url;
        this.threads = new ConnectionThreads("osprofiler-artemis " + url.display());
        try {
            threads.call(() -> {
                new ActiveMQConnectionFactory(url.client()).close();
                return url;
            });
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalArgumentException("interrupted while reading '" + url.display() + "'", e);
        } catch (Exception e) {
            // Without the cause and its message: they may repeat the parameters, passwords among them.
            throw new IllegalArgumentException("the Artemis client does not understand the parameters of '" + url.display()
                    + "' (" + e.getClass().getSimpleName() + "); allowed are those of its connection factory and of its"
                    + " TCP transport");
        }
    }

    @Override
    public Connection connect() throws JMSException, InterruptedException {
        try {
            return threads.call(() -> {
                ActiveMQConnectionFactory opened = new ActiveMQConnectionFactory(url.client());
                factory = opened;
                return url.user() == null
                        ? opened.createConnection()
                        : opened.createConnection(url.user(), url.password());
            });
        } catch (JMSException | InterruptedException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
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
        ActiveMQConnectionFactory opened = factory;
        factory = null;
        if (opened != null) {
            try {
                opened.close();
            } finally {
                threads.awaitEnd();
            }
        }
    }

    @Override
    public String toString() {
        return url.display();
    }
}
