package org.osprofiler.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.osprofiler.collector.Collector;
import org.osprofiler.collector.CollectorOptions;
import org.osprofiler.demo.Demo;
import org.osprofiler.demo.DemoOptions;
import org.osprofiler.demo.EmbeddedBroker;
import org.osprofiler.paste.ConfigException;
import org.osprofiler.store.TraceStore;

/**
 * One run of the demo. The parts are started from the store up to the services, and closed from the services down, so that
 * what the services still send is stored.
 */
final class DemoRun {

    private static final Duration DRAIN_LIMIT = Duration.ofSeconds(10);
    private static final long POLL_MILLIS = 20;

    private final DemoCommand options;
    private final Console console;
    private final RunningParts running;

    private @Nullable EmbeddedBroker embedded;
    private @Nullable TraceStore store;

    DemoRun(DemoCommand options, Console console, RunningParts running) {
        this.options = options;
        this.console = console;
        this.running = running;
    }

    /** Returns when the one request is done; without {@code --once} it does not return. */
    void run() throws IOException, InterruptedException {
        Demo demo;
        String api;
        try {
            String broker = broker();
            api = options.noCollector ? "" : " api " + startCollector(broker).url();
            demo = startServices(broker);
        } catch (ConfigException e) {
            throw Failure.usage(String.join("\n", e.problems()), e);
        } catch (IllegalArgumentException e) {
            throw Failure.usage(String.valueOf(e.getMessage()), e);
        }
        console.out().write("READY volume-api " + demo.volumeApiUrl() + api + "\n");
        console.out().flush();
        String baseId = FirstVolume.create(demo, console);
        if (!options.once) {
            console.say("serving until Ctrl-C");
            running.await();
        }
        demo.close(); // sends what waits
        if (store != null && baseId != null) {
            CompleteTrace trace = CompleteTrace.await(store, baseId, this::isDrained);
            if (options.out != null) {
                trace.write(options.out, console);
            }
        }
    }

    private DemoOptions demoOptions() {
        return DemoOptions.defaults()
                .withPort(options.port)
                .withBroker(options.broker)
                .withData(options.data)
                .withPaste(options.paste)
                .withConf(options.conf)
                .withConnectionString(options.connectionString);
    }

    private String broker() throws IOException {
        String named = Demo.namedBroker(demoOptions());
        if (named != null) {
            return named;
        }
        if (options.noCollector && options.connectionString == null) {
            throw Failure.usage("--no-collector needs a --broker URL, where somebody else collects the notifications");
        }
        console.say("starting a broker …");
        EmbeddedBroker started = running.add(EmbeddedBroker.start(0));
        embedded = started;
        return started.url();
    }

    private Collector startCollector(String broker) throws IOException {
        console.say("starting the collector …");
        TraceStore opened = running.add(StoreOption.open(storeLocation()));
        store = opened;
        Collector collector = running.add(CollectorStart.start(CollectorOptions.builder()
                .listen("127.0.0.1", options.apiPort)
                .store(opened)
                .brokers(List.of(broker))
                .build()));
        running.add(this::drain);
        return collector;
    }

    private String storeLocation() throws IOException {
        if (options.data == null) {
            return "jdbc:h2:mem:osprofiler-demo-" + UUID.randomUUID();
        }
        Path folder = Files.createDirectories(options.data).toAbsolutePath();
        return "jdbc:h2:file:" + folder.resolve("traces");
    }

    private Demo startServices(String broker) {
        console.say("starting volume-api and volume-manager …");
        try {
            return running.add(Demo.start(demoOptions().withBroker(broker)));
        } catch (IOException e) {
            throw Failure.usage(String.valueOf(e.getMessage()), e);
        }
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
