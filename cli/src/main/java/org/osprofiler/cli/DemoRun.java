package org.osprofiler.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.osprofiler.collector.Collector;
import org.osprofiler.collector.CollectorOptions;
import org.osprofiler.demo.BrokerUnreachableException;
import org.osprofiler.demo.Demo;
import org.osprofiler.demo.EmbeddedBroker;
import org.osprofiler.paste.ConfigException;
import org.osprofiler.send.Destination;
import org.osprofiler.store.TraceStore;

/**
 * One run of the demo. The parts are started from the store up to the services, and closed from the services down, so that
 * what the services still send is stored.
 */
final class DemoRun {

    private static final Duration DRAIN_LIMIT = Duration.ofSeconds(10);
    private static final long POLL_MILLIS = 20;
    private static final String TOPIC = "profiler";
    private static final String EXCHANGE = "openstack";

    private final DemoSettings settings;
    private final Console console;
    private final RunningParts running;

    private @Nullable EmbeddedBroker embedded;
    private @Nullable TraceStore store;

    DemoRun(DemoSettings settings, Console console, RunningParts running) {
        this.settings = settings;
        this.console = console;
        this.running = running;
    }

    /** Returns when the one request is done; without {@code --once} it does not return. */
    void run() throws IOException, InterruptedException {
        Demo demo;
        String collector = null;
        TraceStore awaited;
        try {
            String broker = broker();
            if (settings.collector()) {
                collector = startCollector(broker).url();
            }
            demo = startServices(broker);
            awaited = awaitedStore(demo, broker, collector);
        } catch (ConfigException e) {
            throw Failure.usage(String.join("\n", e.problems()), e);
        } catch (IllegalArgumentException e) {
            throw Failure.usage(String.valueOf(e.getMessage()), e);
        }
        console.out().write("READY volume-api " + demo.volumeApiUrl());
        console.out().write(collector == null ? "\n" : " api " + collector + "\n");
        console.out().flush();
        String baseId = FirstVolume.create(demo, console);
        if (!settings.once()) {
            console.say("serving until Ctrl-C");
            running.await();
        }
        demo.close(); // sends what waits
        if (awaited != null && baseId != null) {
            CompleteTrace trace = CompleteTrace.await(awaited, baseId, this::isDrained);
            if (settings.out() != null) {
                trace.write(settings.out(), console);
            }
        }
    }

    private String broker() {
        String named = Demo.namedBroker(settings.services());
        if (named != null) {
            return named;
        }
        if (!settings.collector() && settings.services().connectionString() == null) {
            throw Failure.usage("--no-collector needs a --broker URL, where somebody else collects the notifications");
        }
        console.say("starting a broker …");
        try {
            EmbeddedBroker started = running.add(EmbeddedBroker.start(0));
            embedded = started;
            return started.url();
        } catch (IOException e) {
            throw Failure.usage(e.getMessage() + "; name one that runs with --broker URL", e);
        }
    }

    private Collector startCollector(String broker) {
        console.say("starting the collector …");
        TraceStore opened = running.add(StoreOption.open(storeLocation()));
        store = opened;
        Collector collector = running.add(CollectorStart.start(CollectorOptions.builder()
                .listen("127.0.0.1", settings.apiPort())
                .store(opened)
                .brokers(List.of(broker))
                .topic(TOPIC)
                .exchanges(List.of(EXCHANGE))
                .build()));
        running.add(this::drain);
        return collector;
    }

    private String storeLocation() {
        Path folder = settings.services().data();
        return folder == null
                ? "jdbc:h2:mem:osprofiler-demo-" + UUID.randomUUID()
                : "jdbc:h2:file:" + folder.resolve("traces");
    }

    private Demo startServices(String broker) {
        console.say("starting volume-api and volume-manager …");
        try {
            return running.add(Demo.start(settings.services().withBroker(broker)));
        } catch (BrokerUnreachableException e) {
            throw Failure.unreachable(String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw Failure.usage(String.valueOf(e.getMessage()), e);
        }
    }

    /**
     * Where the trace of {@code --once} will arrive; null when it will not arrive here.
     *
     * @throws Failure when it was to be written out all the same
     */
    private @Nullable TraceStore awaitedStore(Demo demo, String broker, @Nullable String collector) {
        if (!settings.once() || store == null || collector == null) {
            return null;
        }
        Destination destination = demo.destination();
        if (destination != null && arrivesHere(destination, broker, collector)) {
            return store;
        }
        String reason = destination == null
                ? "profiling is not enabled"
                : "notifications go to " + destination.display() + " (topic " + destination.topic() + ", exchange "
                        + destination.exchange() + "), not to this demo's collector";
        if (settings.out() != null) {
            throw Failure.usage("--out: there will be no trace to write: " + reason);
        }
        console.say(reason + ": the trace is not waited for");
        return null;
    }

    private static boolean arrivesHere(Destination destination, String broker, String collector) {
        return switch (destination.scheme()) {
            case "tcp" ->
                destination.url().equals(broker)
                        && destination.topic().equals(TOPIC)
                        && destination.exchange().equals(EXCHANGE);
            case "http" -> {
                URI url = destination.uri("http://HOST:PORT");
                yield url.getPort() == URI.create(collector).getPort()
                        && List.of("127.0.0.1", "localhost").contains(String.valueOf(url.getHost()));
            }
            default -> false;
        };
    }

    /** Lets the collector take what the services have sent. */
    private void drain() throws InterruptedException {
        Instant limit = Instant.now().plus(DRAIN_LIMIT);
        while (!isDrained() && Instant.now().isBefore(limit)) {
            Thread.sleep(POLL_MILLIS);
        }
    }

    private boolean isDrained() {
        return embedded == null || embedded.waiting() == 0;
    }
}
