package org.osprofiler.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.osprofiler.demo.DemoOptions;
import org.osprofiler.send.FailureReason;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code osprofiler demo}: its options; {@link DemoRun} does it. */
@Command(
        name = "demo",
        description = {
            "Starts a volume service that can be profiled, with all it needs, and profiles a first request.",
            "A broker, a collector with its store, the API volume-api, and volume-manager behind it, in one process.",
            "Runs until Ctrl-C or SIGTERM."
        },
        footer = {
            "%nExamples:",
            "  osprofiler demo --once --out trace",
            "  cinder --profile SECRET_KEY --os-auth-type noauth --os-endpoint http://127.0.0.1:8776/v3/demo \\",
            "    --os-project-id demo create 5"
        })
final class DemoCommand implements Callable<Integer> {

    private final Console console;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "8776",
            description = "Of the volume API, on loopback; 0 picks a free one. Default: ${DEFAULT-VALUE}.")
    int port = 8776;

    @Option(
            names = "--api-port",
            paramLabel = "PORT",
            defaultValue = "8777",
            description = "Of the collector, on loopback; 0 picks a free one. Default: ${DEFAULT-VALUE}.")
    int apiPort = 8777;

    @Option(
            names = "--broker",
            paramLabel = "URL",
            description =
                    "An Artemis that runs already, tcp://HOST:61616. Default: what the configuration names, else one in"
                            + " this process.")
    @Nullable
    String broker;

    @Option(
            names = "--connection-string",
            paramLabel = "CS",
            description = "Where the services send notifications. Default: through the broker.")
    @Nullable
    String connectionString;

    @Option(names = "--paste", paramLabel = "FILE", description = "An api-paste.ini instead of the demo's own.")
    @Nullable
    Path paste;

    @Option(names = "--conf", paramLabel = "FILE", description = "An oslo-style conf, as cinder.conf.")
    @Nullable
    Path conf;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Where volumes and traces are kept. Default: in memory, until the demo ends.")
    @Nullable
    Path data;

    @Option(names = "--once", description = "Stop after the first request, when its trace is complete.")
    boolean once;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "With --once: write trace.html, trace.json and notifications.jsonl there.")
    @Nullable
    Path out;

    @Option(
            names = "--no-collector",
            description =
                    "Only the volume services; their notifications wait on --broker for somebody else's collector.")
    boolean noCollector;

    DemoCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        for (int given : List.of(port, apiPort)) {
            if (given < 0 || given > 65535) {
                throw Failure.usage("port " + given + ": 1 to 65535 is allowed, or 0 for a free one");
            }
        }
        if (out != null && !once) {
            throw Failure.usage("--out goes with --once");
        }
        DemoSettings settings = settings();
        try (RunningParts running = RunningParts.open(console)) {
            new DemoRun(settings, console, running).run();
            return ExitCode.DONE;
        }
    }

    private DemoSettings settings() {
        try {
            DemoOptions services = DemoOptions.defaults()
                    .withPort(port)
                    .withBroker(broker)
                    .withData(data == null ? null : Folder.made(data))
                    .withPaste(paste)
                    .withConf(conf)
                    .withConnectionString(connectionString);
            return new DemoSettings(services, !noCollector, apiPort, once, out);
        } catch (IllegalArgumentException e) {
            throw Failure.usage(String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw Failure.usage("--data: cannot make the folder " + data + ": " + FailureReason.of(e), e);
        }
    }
}
