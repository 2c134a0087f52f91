package org.osprofiler.it;

import java.nio.file.Path;
import java.util.List;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.ActiveMQServers;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;

/** A broker in a process of its own, with its messages on disk, as an operator's has them. */
final class JournalBroker {

    private JournalBroker() {}

    /** Starts it and waits until it listens; again on the same folder, it has what it had. */
    static Command start(int port, Path data) throws Exception {
        Command broker = Command.start(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                // Artemis 2.44 reads its journal into buffers that Netty frees by itself on Java 25 only with this.
                "-Dio.netty.noUnsafe=false",
                "-cp",
                System.getProperty("java.class.path"),
                JournalBroker.class.getName(),
                Integer.toString(port),
                data.toString()));
        broker.awaitLine("^READY$");
        return broker;
    }

    /** The process: {@code PORT FOLDER}. Runs until it is ended from outside. */
    public static void main(String[] args) throws Exception {
        Path data = Path.of(args[1]);
        Configuration configuration = new ConfigurationImpl()
                .setJournalType(JournalType.NIO)
                .setJournalDirectory(data.resolve("journal").toString())
                .setBindingsDirectory(data.resolve("bindings").toString())
                .setPagingDirectory(data.resolve("paging").toString())
                .setLargeMessagesDirectory(data.resolve("large").toString())
                .setJournalFileSize(1024 * 1024)
                .setJournalMinFiles(2)
                .setSecurityEnabled(false)
                .setJMXManagementEnabled(false)
                .addAddressSetting(
                        "#",
                        new AddressSettings()
                                .setDefaultAddressRoutingType(RoutingType.ANYCAST)
                                .setDefaultQueueRoutingType(RoutingType.ANYCAST)
                                .setAutoDeleteQueues(false)
                                .setAutoDeleteAddresses(false))
                .addAcceptorConfiguration("tcp", "tcp://127.0.0.1:" + args[0] + "?protocols=CORE;useEpoll=false");
        ActiveMQServer server = ActiveMQServers.newActiveMQServer(configuration, true);
        server.start();
        if (!server.isActive()) { // what goes wrong inside is only logged
            System.exit(1);
        }
        System.out.println("READY");
        System.out.flush();
    }
}
