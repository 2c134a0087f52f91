package org.osprofiler.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.osprofiler.collector.Collector;
import org.osprofiler.collector.CollectorOptions;
import org.osprofiler.store.TraceStores;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code osprofiler collect}. */
@Command(
        name = "collect",
        description = {
            "Takes in notifications, from brokers and over HTTP, stores them, and serves them.",
            "Runs until Ctrl-C or SIGTERM. Prints READY http://HOST:PORT once it serves."
        },
        footer = {
            "%nExamples:",
            "  osprofiler collect --broker tcp://127.0.0.1:61616",
            "  osprofiler collect --listen 0.0.0.0:8777 --token-file tokens"
        })
final class CollectCommand implements Callable<Integer> {

    private final Console console;

    @Option(
            names = "--broker",
            paramLabel = "URL",
            description =
                    "Consume the notifications of this broker; may be given several times. Default: none, only HTTP.")
    List<String> brokers = List.of();

    @Option(
            names = "--store",
            paramLabel = "CS",
            description = "A connection string. Default: a file of your own, below $XDG_DATA_HOME or ~/.local/share.")
    @Nullable
    String store;

    @Option(
            names = "--listen",
            paramLabel = "HOST:PORT",
            defaultValue = "127.0.0.1:8777",
            description = "Default: ${DEFAULT-VALUE}. Another address than loopback needs --token-file.")
    String listen = "127.0.0.1:8777";

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "Who may read and write: lines 'read TOKEN' and 'write TOKEN'.")
    @Nullable
    Path tokenFile;

    @Option(
            names = "--topic",
            paramLabel = "TOPIC",
            defaultValue = "profiler",
            description = "oslo's notification topic. Default: ${DEFAULT-VALUE}.")
    String topic = "profiler";

    @Option(
            names = "--exchange",
            paramLabel = "NAME",
            defaultValue = "openstack",
            description = "oslo's control exchange; may be given several times. Default: ${DEFAULT-VALUE}.")
    List<String> exchanges = List.of("openstack");

    @Option(
            names = "--share-queue",
            description = "Consume a queue that somebody else consumes too, and get a part of each trace.")
    boolean shareQueue;

    @Option(
            names = "--host-name",
            paramLabel = "NAME",
            description =
                    "A name, besides localhost, under which browsers may ask on loopback; may be given several times.")
    List<String> hostNames = List.of();

    CollectCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        try (RunningParts running = RunningParts.open(console)) {
            Collector collector = running.add(CollectorStart.start(options()));
            console.out().write("READY " + collector.url() + "\n");
            console.out().flush();
            running.await();
            return ExitCode.DONE;
        }
    }

    private CollectorOptions options() {
        Address address = Address.parse("--listen", listen);
        try {
            return CollectorOptions.builder()
                    .listen(address.host(), address.port())
                    .store(store == null ? TraceStores.defaultLocation() : store)
                    .brokers(brokers)
                    .topic(topic)
                    .exchanges(exchanges)
                    .shareQueue(shareQueue)
                    .tokenFile(tokenFile)
                    .hostNames(hostNames)
                    .build();
        } catch (IllegalArgumentException e) {
            throw Failure.usage(String.valueOf(e.getMessage()), e);
        }
    }
}
