package org.osprofiler.jms;

import java.util.Set;
import org.osprofiler.send.Destination;
import org.osprofiler.send.Notifier;
import org.osprofiler.send.NotifierProvider;

/**
 * {@code tcp://host:61616} (Artemis), {@code jndi:java:/jms/…} (the server's own connection factory) and, in tests, {@code
 * vm://0}.
 *
 * <p>Names no type of Jakarta Messaging or Artemis, so that it loads on a server that has neither.
 */
public final class JmsNotifierProvider implements NotifierProvider {

    @Override
    public Set<String> schemes() {
        return Set.of("tcp", "vm", "jndi");
    }

    /**
     * {@inheritDoc} A {@code jndi:} name is looked up here, on the calling thread, which must be one of the container's.
     */
    @Override
    public Notifier create(Destination destination) {
        need(destination, "jakarta.jms.ConnectionFactory", "the Jakarta Messaging API");
        if (destination.scheme().equals("jndi")) {
            return new JmsNotifier(destination, JndiConnector.lookUp(destination.url()));
        }
        ArtemisUrl url = ArtemisUrl.of(destination.url());
        need(
                destination,
                "org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory",
                "the library org.apache.activemq:artemis-jakarta-client");
        if (destination.scheme().equals("vm")) {
            need(
                    destination,
                    "org.apache.activemq.artemis.core.remoting.impl.invm.InVMConnectorFactory",
                    "the library org.apache.activemq:artemis-server, which is for tests");
        }
        return new JmsNotifier(destination, new ArtemisConnector(url));
    }

    private static void need(Destination destination, String className, String what) {
        try {
            Class.forName(className, false, JmsNotifierProvider.class.getClassLoader());
        } catch (ClassNotFoundException | LinkageError e) {
            throw new IllegalArgumentException(
                    "'" + destination.display() + "' needs " + what
                            + ", which this application does not see: add it, or"
                            + " send without a broker: connection_string = http://HOST:PORT, the address of a collector",
                    e);
        }
    }
}
