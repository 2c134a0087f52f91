package org.osprofiler.demo;

import jakarta.jms.JMSRuntimeException;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.osprofiler.Profiler;
import org.osprofiler.ProfilerOptions;
import org.osprofiler.demo.manager.VolumeManager;
import org.osprofiler.send.Destination;

/**
 * The two services {@code volume-api} and {@code volume-manager} of the project {@code cinder}, running in this JVM: an HTTP
 * API on loopback that the cinder client can use, and behind it, over a broker, a second service. Their notifications go
 * through the broker, or where {@link DemoOptions} says.
 */
public final class Demo implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Demo.class.getName());
    private static final String MANAGER = "volume-manager";

    /** What runs, the latest first: the order in which it is closed. */
    private final Deque<AutoCloseable> running = new ArrayDeque<>();

    private @Nullable VolumeApi api;
    private @Nullable String key;
    private @Nullable Destination destination;

    private Demo() {}

    /**
     * Starts everything; both services serve when this returns.
     *
     * @throws BrokerUnreachableException when the broker cannot be reached
     * @throws IOException when a port or the database cannot be had
     * @throws IllegalArgumentException when an option cannot be used
     * @throws org.osprofiler.paste.ConfigException when paste or conf cannot be used
     */
    public static Demo start(DemoOptions options) throws IOException {
        Demo demo = new Demo();
        try {
            demo.startAll(options);
            return demo;
        } catch (IOException | RuntimeException e) {
            demo.close();
            throw e;
        }
    }

    private void startAll(DemoOptions options) throws IOException {
        ProfilerSources sources = opened(new ProfilerSources(options));
        String named = options.broker() != null ? options.broker() : sources.namedBroker();
        String broker = named != null ? named : opened(EmbeddedBroker.start(0)).url();
        sources.writeOverlay(broker);
        VolumeDatabase database = opened(VolumeDatabase.open(options.data()));
        BrokerClient client = opened(new BrokerClient(broker));
        // A queue of its own: another demo on the same broker has other volumes.
        String queue = MANAGER + "." + UUID.randomUUID();
        ProfilerOptions profiling = sources.load(MANAGER);
        key = profiling.hmacKeys().stream().findFirst().orElse(null);
        destination = profiling.enabled() ? profiling.destination() : null;
        Profiler profiler = opened(Profiler.create(profiling));
        try {
            opened(new VolumeManager(profiler, database.dataSource(), client.factory(), queue));
        } catch (JMSRuntimeException e) {
            throw new BrokerUnreachableException(
                    "the broker " + Destination.display(broker) + " cannot be reached: " + e.getMessage(), e);
        }
        api = opened(VolumeApi.start(options.port(), sources, database.dataSource(), client.factory(), queue));
    }

    private <T extends AutoCloseable> T opened(T resource) {
        running.push(resource);
        return resource;
    }

    /**
     * The broker that the options, or the files that they name, say; null when they name none, and {@link #start} would embed
     * one.
     *
     * @throws org.osprofiler.paste.ConfigException when paste or conf cannot be used
     */
    public static @Nullable String namedBroker(DemoOptions options) {
        try (ProfilerSources sources = new ProfilerSources(options)) {
            return options.broker() != null ? options.broker() : sources.namedBroker();
        }
    }

    /** A key that the services accept; null when none is configured. */
    public @Nullable String profileKey() {
        return key;
    }

    /** Where the services' notifications go; null when profiling is not enabled. */
    public @Nullable Destination destination() {
        return destination;
    }

    /** Where the API is: {@code http://127.0.0.1:PORT}; the client takes {@code URL/v3/PROJECT}. */
    public String volumeApiUrl() {
        if (api == null) {
            throw new IllegalStateException("not started");
        }
        return api.url();
    }

    /**
     * Lets requests end, sends what waits, and stops everything that was started here. Takes some seconds at most. Closing
     * again has no effect.
     */
    @Override
    public void close() {
        while (!running.isEmpty()) {
            AutoCloseable resource = running.pop();
            try {
                resource.close();
            } catch (Exception e) {
                LOG.log(System.Logger.Level.WARNING, "the demo did not stop cleanly", e);
            }
        }
    }
}
