package org.osprofiler.jms;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.security.CheckType;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.activemq.artemis.spi.core.security.ActiveMQSecurityManager;

/** An Artemis in this JVM that listens on a free port of the loopback address; knows one user. */
final class Broker implements AutoCloseable {

    static final String USER = "profiler";
    static final String PASSWORD = "p@ss/w:rd%";
    static final String QUEUE = "openstack.org/om/notify/anycast/openstack/profiler.info";

    private final EmbeddedActiveMQ server = new EmbeddedActiveMQ();
    private final int port;
    private final boolean secure;

    private Broker(int port, boolean secure) throws Exception {
        this.port = port;
        this.secure = secure;
        Configuration configuration = new ConfigurationImpl()
                .setPersistenceEnabled(false)
                .setJMXManagementEnabled(false)
                .setSecurityEnabled(secure)
                .addAcceptorConfiguration("tcp", "tcp://127.0.0.1:" + port + "?protocols=CORE")
                .addAcceptorConfiguration("vm", "vm://" + port);
        server.setConfiguration(configuration);
        server.setSecurityManager(new OneUser());
        server.start();
    }

    static Broker start() throws Exception {
        return new Broker(freePort(), false);
    }

    static Broker start(int port) throws Exception {
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

    Queue queue() {
        return server.getActiveMQServer().locateQueue(SimpleString.of(QUEUE));
    }

    /** How many clients are connected over TCP. */
    int connections() {
        return server.getActiveMQServer().getConnectionCount();
    }

    /** Takes messages off the queue, with plain JMS, until {@code count} came or nothing comes for two seconds. */
    List<Message> take(int count) throws JMSException {
        List<Message> messages = new ArrayList<>();
        try (ActiveMQConnectionFactory factory = new ActiveMQConnectionFactory(url());
                Connection connection =
                        secure ? factory.createConnection(USER, PASSWORD) : factory.createConnection()) {
            connection.start();
            Session session = connection.createSession();
            MessageConsumer consumer = session.createConsumer(session.createQueue(QUEUE));
            while (messages.size() < count) {
                Message message = consumer.receive(2000);
                if (message == null) {
                    break;
                }
                messages.add(message);
            }
        }
        return messages;
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
