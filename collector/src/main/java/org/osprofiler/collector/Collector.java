package org.osprofiler.collector;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;
import org.osprofiler.jms.ArtemisUrl;
import org.osprofiler.store.TraceStore;
import org.osprofiler.store.TraceStores;

/**
 * A running collector. {@link #close} stops taking in, finishes what it has taken, and gives everything back; from any thread,
 * also from a shutdown hook.
 */
public final class Collector implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Collector.class.getName());

    /** Each Ceilometer agent opens up to 64 connections at once; what does not fit is lost for good. */
    private static final int BACKLOG = 1024;

    private static final int THREADS = 128;
    private static final int IDLE_MILLIS = 60_000;
    private static final int STOP_MILLIS = 5_000;

    /** Kept-alive connections without a request are cut off so soon when stopping. */
    private static final int STOP_IDLE_MILLIS = 200;

    private static final int LONGEST_REQUEST_HEAD = 16 * 1024;

    /** In the order of opening; closed in the opposite one, so that what takes in goes before what stores. */
    private final List<AutoCloseable> parts = new ArrayList<>();

    private @Nullable BrokerConsumers consumers;

    private final AtomicBoolean closed = new AtomicBoolean();
    private int port;
    private String url = "";

    private Collector() {}

    /**
     * Opens the store, begins to listen and then to consume; when it returns, each broker was tried once. Requests are answered
     * already while brokers are connected to. One that is down does not stop it: it is tried again.
     *
     * @throws IllegalArgumentException when an option cannot be used; it says what is allowed
     * @throws QueueInUseException when somebody else consumes the queue
     * @throws org.osprofiler.store.StoreException when the store cannot be opened
     * @throws IOException when the address cannot be listened on
     */
    public static Collector start(CollectorOptions options) throws IOException {
        Collector collector = new Collector();
        try {
            collector.open(options);
            return collector;
        } catch (IOException | RuntimeException e) {
            collector.close();
            throw e;
        }
    }

    private void open(CollectorOptions options) throws IOException {
        Tokens tokens = Tokens.load(options.tokenFile());
        List<ArtemisUrl> brokers =
                options.brokers().stream().map(ArtemisUrl::of).toList();
        TraceStore store = store(options.store());
        if (store.isReadOnly()) {
            throw new IllegalArgumentException(
                    store.display() + " can only be read; a collector stores in its own: allowed is jdbc:h2:FILE");
        }
        CollectorCounters counters = new CollectorCounters();
        StoreWriter writer = new StoreWriter(store, counters);
        parts.add(writer);
        BrokerConsumers queues = new BrokerConsumers(brokers, options, writer, counters);
        consumers = queues;
        parts.add(queues);
        Guard guard = new Guard(options.isLoopback(), options.hostNames(), tokens);
        listen(options, new Router(guard, new EventsIntake(writer, counters), store, counters, queues));
        consume(queues);
    }

    private TraceStore store(StoreChoice choice) {
        if (choice instanceof StoreChoice.ToOpen toOpen) {
            TraceStore opened = TraceStores.open(toOpen.connectionString());
            parts.add(opened);
            return opened;
        }
        return ((StoreChoice.Given) choice).store();
    }

    /** Posts are answered meanwhile; a broker that is down costs one attempt's time. */
    private static void consume(BrokerConsumers consumers) {
        consumers.start();
        try {
            consumers.awaitFirstAttempts();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void listen(CollectorOptions options, Router router) throws IOException {
        QueuedThreadPool threads = new QueuedThreadPool(THREADS);
        threads.setName("osprofiler-http");
        threads.setDaemon(true);
        Server server = new Server(threads);
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setRequestHeaderSize(LONGEST_REQUEST_HEAD);
        ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http));
        connector.setHost(options.host());
        connector.setPort(options.port());
        connector.setAcceptQueueSize(BACKLOG);
        connector.setIdleTimeout(IDLE_MILLIS);
        connector.setShutdownIdleTimeout(STOP_IDLE_MILLIS);
        server.addConnector(connector);
        server.setHandler(new GracefulHandler(router));
        server.setStopTimeout(STOP_MILLIS);
        parts.add(server::stop);
        try {
            server.start();
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException(e);
        }
        port = connector.getLocalPort();
        String host = options.host();
        url = "http://" + (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }

    /** {@code http://HOST:PORT}, with the port that was picked. */
    public String url() {
        return url;
    }

    public int port() {
        return port;
    }

    /** Stops, within some 20 seconds at most. Again: no effect. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        if (consumers != null) {
            consumers.stop(); // they finish while the HTTP server does
        }
        for (int i = parts.size() - 1; i >= 0; i--) {
            close(parts.get(i));
        }
    }

    private static void close(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception e) {
            LOG.log(System.Logger.Level.WARNING, "osprofiler: a part of the collector did not close", e);
        }
    }
}
