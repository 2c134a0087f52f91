package org.osprofiler.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptor;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.ActiveMQServers;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.core.settings.impl.AddressFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;

/**
 * An Artemis broker inside this JVM, for trying things out: on loopback, without security, in memory only. One port takes
 * JMS clients (CORE) and a Ceilometer agent (AMQP 1.0).
 */
public final class EmbeddedBroker implements AutoCloseable {

    /** Where messages end that nobody could handle in ten attempts, and those whose time is over. */
    private static final List<String> LAST_QUEUES = List.of("DLQ", "ExpiryQueue");

    private static final String ACCEPTOR = "all";

    private final ActiveMQServer server;
    private final String url;

    private EmbeddedBroker(ActiveMQServer server, String url) {
        this.server = server;
        this.url = url;
    }

    /**
     * Starts a broker; it is ready when this returns.
     *
     * @param port 0 for a free one
     * @throws IOException when it cannot be started, for example because the port is taken
     */
    public static EmbeddedBroker start(int port) throws IOException {
        String loopback = InetAddress.getLoopbackAddress().getHostAddress();
        String address = "tcp://" + loopback + ":";
        checkFree(port);
        ActiveMQServer server = ActiveMQServers.newActiveMQServer(configuration(address + port), false);
        try {
            server.start();
        } catch (Exception e) { // Artemis declares no narrower one
            stop(server);
            throw new IOException("cannot start a broker at " + address + port + ": " + e.getMessage(), e);
        }
        NettyAcceptor acceptor = (NettyAcceptor) server.getRemotingService().getAcceptor(ACCEPTOR);
        return new EmbeddedBroker(server, address + acceptor.getActualPort());
    }

    /** Where clients connect to: {@code tcp://127.0.0.1:PORT}. */
    public String url() {
        return url;
    }

    /** Messages in all queues that nobody has taken and acknowledged yet; without those that nobody will take any more. */
    public long waiting() {
        return server.getTotalMessageCount()
                - LAST_QUEUES.stream().mapToLong(this::depth).sum();
    }

    private long depth(String name) {
        Queue queue = server.locateQueue(SimpleString.of(name));
        return queue == null ? 0 : queue.getMessageCount();
    }

    private static Configuration configuration(String address) throws IOException {
        AddressSettings queues = new AddressSettings()
                // A Ceilometer agent that comes first would otherwise make the addresses MULTICAST, which JMS queues
                // refuse.
                .setDefaultAddressRoutingType(RoutingType.ANYCAST)
                .setDefaultQueueRoutingType(RoutingType.ANYCAST)
                .setDeadLetterAddress(SimpleString.of(LAST_QUEUES.get(0)))
                .setExpiryAddress(SimpleString.of(LAST_QUEUES.get(1)))
                // Nothing goes to a disk: a sender is told when memory is full.
                .setAddressFullMessagePolicy(AddressFullMessagePolicy.FAIL)
                // Notifications wait for whoever collects them later.
                .setAutoDeleteQueues(false)
                .setAutoDeleteAddresses(false);
        Configuration configuration = new ConfigurationImpl()
                .setName("osprofiler-demo")
                .setPersistenceEnabled(false)
                .setSecurityEnabled(false)
                .setJMXManagementEnabled(false)
                .setScheduledThreadPoolMaxSize(2)
                .addAddressSetting("#", queues);
        // An address without a queue would drop what is sent to it.
        LAST_QUEUES.forEach(name ->
                configuration.addQueueConfiguration(QueueConfiguration.of(name).setRoutingType(RoutingType.ANYCAST)));
        try {
            return configuration.addAcceptorConfiguration(
                    ACCEPTOR, address + "?protocols=CORE,AMQP;useEpoll=false;useKQueue=false");
        } catch (Exception e) {
            throw new IOException("cannot listen at " + address + ": " + e.getMessage(), e);
        }
    }

    /** Artemis' own failure tells neither the port nor that it is taken. */
    private static void checkFree(int port) throws IOException {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } catch (IOException e) {
            throw new IOException("the broker's port " + port + " cannot be had: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        stop(server);
    }

    private static void stop(ActiveMQServer server) {
        try {
            server.stop();
        } catch (Exception e) {
            System.getLogger(EmbeddedBroker.class.getName())
                    .log(System.Logger.Level.WARNING, "the broker did not stop cleanly", e);
        }
    }
}
