package org.osprofiler.jms;

import jakarta.jms.JMSException;
import java.util.Map;
import org.apache.activemq.artemis.api.core.ActiveMQDuplicateIdException;

/** Connections of the Artemis client. */
record ArtemisConnector(ArtemisUrl url) implements JmsConnector {

    private static final Map<String, String> SETTINGS = Map.of(
            "threadPoolMaxSize", "2",
            "callTimeout", "5000",
            // A batch that waits for the broker's leave to send more has no other limit. Usual are 30 s and 60 s.
            "clientFailureCheckPeriod", "5000",
            "connectionTTL", "10000",
            // The commit waits for the broker, not each message.
            "blockOnDurableSend", "false");

    @Override
    public OpenConnection connect() throws JMSException, InterruptedException {
        ArtemisConnection connection = ArtemisConnection.open(url, SETTINGS);
        return new OpenConnection(connection.jms(), connection);
    }

    @Override
    public boolean isTransacted() {
        return true;
    }

    @Override
    public boolean isDuplicate(JMSException failure) {
        return failure.getCause() instanceof ActiveMQDuplicateIdException;
    }
}
