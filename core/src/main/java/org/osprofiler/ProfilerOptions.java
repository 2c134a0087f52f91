package org.osprofiler;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osprofiler.send.Destination;
import org.osprofiler.wire.HmacKey;

/**
 * Everything that can be configured, read once; immutable. The names are those of the ini, in Java's spelling.
 *
 * @param enabled whether signed requests are traced
 * @param hmacKeys the accepted keys; at least one when enabled
 * @param project on the wire, beside the service
 * @param service the name of this application in traces
 * @param host the name of this machine in traces
 * @param connectionString where notifications go: {@code http(s)://}, {@code file:///}, or {@code messaging://}, which means
 *     {@code transportUrl}
 * @param transportUrl the broker: {@code tcp://}, {@code rabbit://}, {@code jndi:}, {@code vm://}
 * @param exchange oslo's control exchange
 * @param topic oslo's topic
 * @param collectorTokenFile a file with the collector's write token
 * @param traceJdbc whether statements of a traced DataSource become spans
 * @param traceJdbcParams whether parameters are shown; else their count and types
 * @param hideArgs whether arguments of {@code @Profiled} methods are left out everywhere
 * @param filterErrorTrace as OSProfiler's option; kept for readers of the store
 * @param tracePackages beans of these packages are profiled without an annotation; {@code com.acme.*}
 * @param redact parts of names, besides the built-in ones, whose values are hidden
 */
public record ProfilerOptions(
        boolean enabled,
        List<String> hmacKeys,
        String project,
        String service,
        String host,
        String connectionString,
        @Nullable String transportUrl,
        String exchange,
        String topic,
        @Nullable Path collectorTokenFile,
        boolean traceJdbc,
        boolean traceJdbcParams,
        boolean hideArgs,
        boolean filterErrorTrace,
        List<String> tracePackages,
        List<String> redact,
        Limits limits) {

    /** OSProfiler's default: notifications go through oslo.messaging's broker. */
    public static final String MESSAGING = "messaging://";

    public ProfilerOptions {
        hmacKeys = List.copyOf(hmacKeys);
        tracePackages = List.copyOf(tracePackages);
        redact = List.copyOf(redact);
        if (enabled && hmacKeys.isEmpty()) {
            throw new IllegalArgumentException("enabled without any key in hmac_keys");
        }
        if (hmacKeys.size() > limits.maxKeys()) {
            throw new IllegalArgumentException(
                    "hmac_keys has " + hmacKeys.size() + " keys, max_keys allows " + limits.maxKeys());
        }
    }

    /** A builder that starts with the defaults: disabled, without keys. */
    public static Builder builder() {
        return new Builder();
    }

    /** A builder that starts with these options. */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /** Where to send; null when {@code messaging://} has no {@code transport_url}. */
    public @Nullable Destination destination() {
        String url = connectionString.startsWith("messaging:") ? transportUrl : connectionString;
        return url == null ? null : new Destination(url, host, service, exchange, topic, collectorTokenFile);
    }

    /** Never shows a key or a password. */
    @Override
    public String toString() {
        return "enabled=" + enabled + ", hmac_keys="
                + hmacKeys.stream().map(HmacKey::mask).toList() + ", project=" + project + ", service=" + service
                + ", connection_string=" + Destination.display(connectionString)
                + (transportUrl == null ? "" : ", transport_url=" + Destination.display(transportUrl));
    }

    /** The name of this machine, as Python's {@code socket.gethostname()} gives it. */
    static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            String name = System.getenv("HOSTNAME");
            return name == null || name.isEmpty() ? "localhost" : name;
        }
    }

    /** Can be reused: {@link #build()} copies. Not thread safe. */
    public static final class Builder {
        private boolean enabled;
        private List<String> hmacKeys = List.of();
        private String project = "default";
        private String service = "jakarta";
        private @Nullable String host;
        private String connectionString = MESSAGING;
        private @Nullable String transportUrl;
        private String exchange = "openstack";
        private String topic = "profiler";
        private @Nullable Path collectorTokenFile;
        private boolean traceJdbc;
        private boolean traceJdbcParams;
        private boolean hideArgs;
        private boolean filterErrorTrace;
        private List<String> tracePackages = List.of();
        private List<String> redact = List.of();
        private Limits limits = Limits.DEFAULTS;

        private Builder() {}

        private Builder(ProfilerOptions from) {
            enabled = from.enabled;
            hmacKeys = from.hmacKeys;
            project = from.project;
            service = from.service;
            host = from.host;
            connectionString = from.connectionString;
            transportUrl = from.transportUrl;
            exchange = from.exchange;
            topic = from.topic;
            collectorTokenFile = from.collectorTokenFile;
            traceJdbc = from.traceJdbc;
            traceJdbcParams = from.traceJdbcParams;
            hideArgs = from.hideArgs;
            filterErrorTrace = from.filterErrorTrace;
            tracePackages = from.tracePackages;
            redact = from.redact;
            limits = from.limits;
        }

        /** Default: false. */
        public Builder enabled(boolean on) {
            enabled = on;
            return this;
        }

        /** Default: none. */
        public Builder hmacKeys(List<String> keys) {
            hmacKeys = keys;
            return this;
        }

        /** Default: {@code default}. */
        public Builder project(String name) {
            project = name;
            return this;
        }

        /** Default: {@code jakarta}; the filter takes the application's name instead. */
        public Builder service(String name) {
            service = name;
            return this;
        }

        /** Default: the name of this machine. */
        public Builder host(String name) {
            host = name;
            return this;
        }

        /** Default: {@value ProfilerOptions#MESSAGING}. */
        public Builder connectionString(String url) {
            connectionString = url;
            return this;
        }

        /** Default: none. */
        public Builder transportUrl(@Nullable String url) {
            transportUrl = url;
            return this;
        }

        /** Default: {@code openstack}. */
        public Builder exchange(String name) {
            exchange = name;
            return this;
        }

        /** Default: {@code profiler}. */
        public Builder topic(String name) {
            topic = name;
            return this;
        }

        /** Default: none. */
        public Builder collectorTokenFile(@Nullable Path file) {
            collectorTokenFile = file;
            return this;
        }

        /** Default: false. */
        public Builder traceJdbc(boolean on) {
            traceJdbc = on;
            return this;
        }

        /** Default: false. */
        public Builder traceJdbcParams(boolean on) {
            traceJdbcParams = on;
            return this;
        }

        /** Default: false. */
        public Builder hideArgs(boolean on) {
            hideArgs = on;
            return this;
        }

        /** Default: false. */
        public Builder filterErrorTrace(boolean on) {
            filterErrorTrace = on;
            return this;
        }

        /** Default: none. */
        public Builder tracePackages(List<String> patterns) {
            tracePackages = patterns;
            return this;
        }

        /** Default: none besides the built-in ones. */
        public Builder redact(List<String> parts) {
            redact = parts;
            return this;
        }

        /** Default: {@link Limits#DEFAULTS}. */
        public Builder limits(Limits values) {
            limits = values;
            return this;
        }

        /**
         * @throws IllegalArgumentException naming the option that cannot be as it is
         */
        public ProfilerOptions build() {
            return new ProfilerOptions(
                    enabled,
                    hmacKeys,
                    project,
                    service,
                    host == null ? hostName() : host,
                    connectionString,
                    transportUrl,
                    exchange,
                    topic,
                    collectorTokenFile,
                    traceJdbc,
                    traceJdbcParams,
                    hideArgs,
                    filterErrorTrace,
                    tracePackages,
                    redact,
                    limits);
        }
    }
}
