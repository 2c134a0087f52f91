package org.osprofiler.demo;

import jakarta.jms.ConnectionFactory;
import java.util.Map;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.osprofiler.jms.ArtemisUrl;

/** What a server would offer to its applications as a resource: how to connect to the broker. */
final class BrokerClient implements AutoCloseable {

    /** Tries again while a broker restarts, but not for ever at the start. */
    private static final Map<String, String> SETTINGS = Map.of(
            "reconnectAttempts", "-1",
            "retryInterval", "500",
            "callTimeout", "10000",
            "callFailoverTimeout", "10000");

    private final ActiveMQConnectionFactory factory;

    /**
     * Does not connect yet.
     *
     * @param url {@code tcp://[USER:PASSWORD@]HOST:PORT[?PARAMETERS]}
     * @throws IllegalArgumentException when it is no such URL
     */
    BrokerClient(String url) {
        ArtemisUrl broker = ArtemisUrl.of(url);
        factory = new ActiveMQConnectionFactory(broker.client(SETTINGS), broker.user(), broker.password());
    }

    ConnectionFactory factory() {
        return factory;
    }

    /** Lets the client's threads go. */
    @Override
    public void close() {
        factory.close();
    }
}
