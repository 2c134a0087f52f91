package org.osprofiler.jms;

import jakarta.jms.JMSException;

/** Opens connections to one broker. On the sender's thread. */
sealed interface JmsConnector permits ArtemisConnector, JndiConnector {

    /**
     * A new connection.
     *
     * @throws InterruptedException when the sender's time is up
     */
    OpenConnection connect() throws JMSException, InterruptedException;

    /** Whether a session commits its batch, or each message is acknowledged by itself. */
    boolean isTransacted();

    /** Whether a batch was not taken because the broker has one of its messages already. */
    boolean isDuplicate(JMSException failure);
}
