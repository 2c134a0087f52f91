package org.osprofiler.collector;

import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.security.CheckType;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.activemq.artemis.spi.core.security.ActiveMQSecurityManager;

/** An Artemis over TCP on loopback, in memory; it knows one user. */
final class Broker implements AutoCloseable {

    static final String INFO = "openstack.org/om/notify/anycast/openstack/profiler.info";
    static final String ERROR = "openstack.org/om/notify/anycast/openstack/profiler.error";
    static final String USER = "profiler";
    static final String PASSWORD = "p@ss/w:rd%";

    private final EmbeddedActiveMQ server = new EmbeddedActiveMQ();
    private final int port;

    private Broker(int port, boolean secure) throws Exception {
        this.port = port;
        Configuration configuration = new ConfigurationImpl()
                .setPersistenceEnabled(false)
                .setJMXManagementEnabled(false)
                .setSecurityEnabled(secure)
                .addAcceptorConfiguration("tcp", "tcp://127.0.0.1:" + port + "?protocols=CORE")
                .addAddressSetting(
                        "#", new AddressSettings().setAutoDeleteQueues(false).setAutoDeleteAddresses(false));
        server.setConfiguration(configuration);
        server.setSecurityManager(new OneUser());
        server.start();
    }

    static Broker start() throws Exception {
        return new Broker(freePort(), false);
    }

    static Broker startAt(int port) throws Exception {
        return new Broker(port, false);
    }

    static Broker startSecure() throws Exception {
        return new Broker(freePort(), true);
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    int port() {
        return port;
    }

    String url() {
        return "tcp://127.0.0.1:" + port;
    }

    /** Messages in a queue, those on their way to a consumer included. */
    long depth(String queue) {
        return find(queue).getMessageCount();
    }

    long delivering(String queue) {
        return find(queue).getDeliveringCount();
    }

    long acknowledged(String queue) {
        return find(queue).getMessagesAcknowledged();
    }

    int consumers(String queue) {
        return find(queue).getConsumerCount();
    }

    private Queue find(String queue) {
        return server.getActiveMQServer().locateQueue(SimpleString.of(queue));
    }

    /** Cuts every client off, as a network does. */
    void dropConnections() {
        server.getActiveMQServer()
                .getRemotingService()
                .getConnections()
                .forEach(connection -> connection.fail(new ActiveMQException("cut off by the test")));
    }

    interface Maker {
        Message make(Session session) throws JMSException;
    }

    void send(String queue, Maker... messages) throws JMSException {
        try (ActiveMQConnectionFactory factory = new ActiveMQConnectionFactory(url());
                Connection connection = factory.createConnection(USER, PASSWORD);
                Session session = connection.createSession(true, Session.SESSION_TRANSACTED)) {
            MessageProducer producer = session.createProducer(session.createQueue(queue));
            for (Maker message : messages) {
                producer.send(message.make(session));
            }
            session.commit();
        }
    }

    static Maker text(String body) {
        return session -> session.createTextMessage(body);
    }

    static Maker bytes(byte[] body) {
        return session -> {
            BytesMessage message = session.createBytesMessage();
            message.writeBytes(body);
            return message;
        };
    }

    static Maker bytes(String body) {
        return bytes(body.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() throws Exception {
        server.stop();
    }

    private static final class OneUser implements ActiveMQSecurityManager {
        @Override
        public boolean validateUser(String user, String password) {
            return USER.equals(user) && PASSWORD.equals(password);
        }

        @Override
        public boolean validateUserAndRole(String user, String password, Set<Role> roles, CheckType checkType) {
            return validateUser(user, password);
        }
    }
}
