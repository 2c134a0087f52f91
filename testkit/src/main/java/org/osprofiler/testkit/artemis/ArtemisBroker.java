package org.osprofiler.testkit.artemis;

import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptor;
import org.apache.activemq.artemis.core.security.CheckType;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.activemq.artemis.spi.core.security.ActiveMQSecurityManager;

/**
 * An Artemis in this JVM, in memory, over TCP on a port of the loopback address that it picks itself. It keeps its queues when
 * nobody uses them, and it knows one user.
 */
public final class ArtemisBroker implements AutoCloseable {

    /** Where OSProfiler sends to, unless told otherwise. */
    public static final String INFO = "openstack.org/om/notify/anycast/openstack/profiler.info";

    /** Oslo's queue for errors. */
    public static final String ERROR = "openstack.org/om/notify/anycast/openstack/profiler.error";

    public static final String USER = "profiler";

    /** With letters that must be escaped in a URL. */
    public static final String PASSWORD = "p@ss/w:rd%";

    /** Of the test's own clients, which come past the socket: nothing shared with others in this JVM. */
    private static final String OWN_POOLS = "?useGlobalPools=false";

    private static final long NOTHING_MORE_MILLIS = 2_000;
    private static final AtomicInteger IDS = new AtomicInteger();

    private final EmbeddedActiveMQ server = new EmbeddedActiveMQ();
    private final String vmUrl = "vm://" + IDS.incrementAndGet();

    private final String host;
    private final int port;

    private ArtemisBroker(int port, boolean users, String host, String acceptor) throws Exception {
        this.host = host;
        Configuration configuration = new ConfigurationImpl()
                .setPersistenceEnabled(false)
                .setJMXManagementEnabled(false)
                .setSecurityEnabled(users)
                .addAcceptorConfiguration("tcp", "tcp://127.0.0.1:" + port + "?protocols=CORE" + acceptor)
                .addAcceptorConfiguration("vm", vmUrl)
                .addAddressSetting(
                        "#", new AddressSettings().setAutoDeleteQueues(false).setAutoDeleteAddresses(false));
        server.setConfiguration(configuration);
        server.setSecurityManager(new OneUser());
        server.start();
        NettyAcceptor tcp =
                (NettyAcceptor) server.getActiveMQServer().getRemotingService().getAcceptor("tcp");
        this.port = tcp.getActualPort();
    }

    /** A broker that lets everybody in. */
    public static ArtemisBroker start() throws Exception {
        return startAt(0);
    }

    /** The same on the port of one that was closed, say. */
    public static ArtemisBroker startAt(int port) throws Exception {
        return new ArtemisBroker(port, false, "127.0.0.1", "");
    }

    /** One that lets only {@link #USER} with {@link #PASSWORD} in. */
    public static ArtemisBroker startSecure() throws Exception {
        return new ArtemisBroker(0, true, "127.0.0.1", "");
    }

    /**
     * One that speaks TLS only.
     *
     * @param keyStore PKCS12, with its key and the certificate, which clients take for {@code localhost}
     */
    public static ArtemisBroker startTls(Path keyStore, String password) throws Exception {
        String escaped = URLEncoder.encode(keyStore.toString(), StandardCharsets.UTF_8);
        return new ArtemisBroker(
                0,
                false,
                "localhost",
                "&sslEnabled=true&keyStoreType=PKCS12&keyStorePath=" + escaped + "&keyStorePassword=" + password);
    }

    public int port() {
        return port;
    }

    /** {@code tcp://127.0.0.1:PORT}, or with {@code localhost} for TLS. */
    public String url() {
        return "tcp://" + host + ":" + port;
    }

    /** The same with the user and its password. */
    public String urlWithUser() {
        return "tcp://" + USER + ":" + URLEncoder.encode(PASSWORD, StandardCharsets.UTF_8) + "@"
                + URI.create(url()).getAuthority();
    }

    /** {@code vm://NUMBER}, without a socket. */
    public String vmUrl() {
        return vmUrl;
    }

    /** How many clients are connected. */
    public int connections() {
        return server.getActiveMQServer().getConnectionCount();
    }

    /** Cuts every client off, as a network does. */
    public void dropConnections() {
        server.getActiveMQServer()
                .getRemotingService()
                .getConnections()
                .forEach(connection -> connection.fail(new ActiveMQException("cut off by the test")));
    }

    /** Messages in a queue, those on their way to a consumer included; 0 when there is no such queue. */
    public long depth(String queue) {
        Queue found = server.getActiveMQServer().locateQueue(SimpleString.of(queue));
        return found == null ? 0 : found.getMessageCount();
    }

    /** The broker's own view of a queue that exists. */
    public Queue queue(String name) {
        Queue queue = server.getActiveMQServer().locateQueue(SimpleString.of(name));
        if (queue == null) {
            throw new IllegalStateException("the broker has no queue " + name);
        }
        return queue;
    }

    /** Takes messages off a queue until {@code count} came, or nothing comes for two seconds. */
    public List<Message> take(String queue, int count) throws JMSException {
        List<Message> messages = new ArrayList<>();
        try (ActiveMQConnectionFactory factory = factory();
                Connection connection = factory.createConnection(USER, PASSWORD)) {
            connection.start();
            Session session = connection.createSession();
            MessageConsumer consumer = session.createConsumer(session.createQueue(queue));
            while (messages.size() < count) {
                Message message = consumer.receive(NOTHING_MORE_MILLIS);
                if (message == null) {
                    break;
                }
                messages.add(message);
            }
        }
        return messages;
    }

    /** How a message is made. */
    @FunctionalInterface
    public interface Maker {
        Message make(Session session) throws JMSException;
    }

    public static Maker text(String body) {
        return session -> session.createTextMessage(body);
    }

    public static Maker bytes(byte[] body) {
        return session -> {
            BytesMessage message = session.createBytesMessage();
            message.writeBytes(body);
            return message;
        };
    }

    /** In UTF-8. */
    public static Maker bytes(String body) {
        return bytes(body.getBytes(StandardCharsets.UTF_8));
    }

    /** Puts messages into a queue, all or none. */
    public void send(String queue, Maker... messages) throws JMSException {
        try (ActiveMQConnectionFactory factory = factory();
                Connection connection = factory.createConnection(USER, PASSWORD);
                Session session = connection.createSession(true, Session.SESSION_TRANSACTED)) {
            MessageProducer producer = session.createProducer(session.createQueue(queue));
            for (Maker message : messages) {
                producer.send(message.make(session));
            }
            session.commit();
        }
    }

    private ActiveMQConnectionFactory factory() {
        return new ActiveMQConnectionFactory(vmUrl + OWN_POOLS);
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
