package org.osprofiler.collector;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osprofiler.store.TraceStore;
import org.osprofiler.store.TraceStores;

/**
 * What a collector does.
 *
 * @param host the address to listen on; default {@code 127.0.0.1}. Another than loopback needs a token file
 * @param port default 8777; 0 picks a free one
 * @param store where notifications go; default: {@code TraceStores.defaultLocation()}, to open
 * @param brokers URLs to consume from; default none
 * @param topic oslo's notification topic; default {@code profiler}
 * @param exchanges oslo's control exchanges; default {@code openstack}
 * @param shareQueue consume a queue that somebody else consumes too, and get a part of each trace; default no
 * @param tokenFile lines {@code read TOKEN} and {@code write TOKEN}; null: nobody is asked
 * @param hostNames names beside localhost that browsers may use in the {@code Host} header on loopback
 */
public record CollectorOptions(
        String host,
        int port,
        StoreChoice store,
        List<String> brokers,
        String topic,
        List<String> exchanges,
        boolean shareQueue,
        @Nullable Path tokenFile,
        List<String> hostNames) {

    /** @throws IllegalArgumentException naming the value, and what is allowed */
    public CollectorOptions {
        brokers = List.copyOf(brokers);
        exchanges = List.copyOf(exchanges);
        hostNames = List.copyOf(hostNames);
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("port " + port + ": allowed are 0 (a free one) to 65535");
        }
        if (topic.isEmpty() || exchanges.isEmpty() || exchanges.contains("")) {
            throw new IllegalArgumentException("topic and exchange must not be empty");
        }
        if (tokenFile == null && !isLoopback(host)) {
            throw new IllegalArgumentException(
                    "listening on " + host
                            + " lets everybody on the network read and forge traces; give a token file, or listen on 127.0.0.1");
        }
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("'" + host + "' is no address of this machine");
        }
    }

    boolean isLoopback() {
        return isLoopback(host);
    }

    public static Builder builder() {
        return new Builder();
    }

    /** Collects options; {@link #build()} may be called repeatedly. */
    public static final class Builder {

        private String host = "127.0.0.1";
        private int port = 8777;
        private StoreChoice store = new StoreChoice.ToOpen(TraceStores.defaultLocation());
        private List<String> brokers = List.of();
        private String topic = "profiler";
        private List<String> exchanges = List.of("openstack");
        private boolean shareQueue;
        private @Nullable Path tokenFile;
        private List<String> hostNames = List.of();

        private Builder() {}

        public Builder listen(String host, int port) {
            this.host = host;
            this.port = port;
            return this;
        }

        /** A store that stays the caller's. */
        public Builder store(TraceStore store) {
            this.store = new StoreChoice.Given(store);
            return this;
        }

        /** A store that the collector opens and closes; default {@code TraceStores.defaultLocation()}. */
        public Builder store(String connectionString) {
            this.store = new StoreChoice.ToOpen(connectionString);
            return this;
        }

        public Builder brokers(List<String> urls) {
            this.brokers = List.copyOf(urls);
            return this;
        }

        public Builder topic(String topic) {
            this.topic = topic;
            return this;
        }

        public Builder exchanges(List<String> exchanges) {
            this.exchanges = List.copyOf(exchanges);
            return this;
        }

        public Builder shareQueue(boolean shareQueue) {
            this.shareQueue = shareQueue;
            return this;
        }

        public Builder tokenFile(@Nullable Path tokenFile) {
            this.tokenFile = tokenFile;
            return this;
        }

        public Builder hostNames(List<String> hostNames) {
            this.hostNames = List.copyOf(hostNames);
            return this;
        }

        /** @throws IllegalArgumentException naming the value, and what is allowed */
        public CollectorOptions build() {
            return new CollectorOptions(host, port, store, brokers, topic, exchanges, shareQueue, tokenFile, hostNames);
        }
    }
}
