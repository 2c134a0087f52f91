package org.osprofiler.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.osprofiler.ProfilerOptions;
import org.osprofiler.paste.ConfigSource;
import org.osprofiler.paste.ConfigSources;
import org.osprofiler.paste.PasteConfig;

/**
 * What configures the profilers of both services: the demo's own ini or the user's files, and above them what the command
 * line says, in a conf file of the demo's. The filter gets their names as init-params, as any application would.
 */
final class ProfilerSources implements AutoCloseable {

    private static final String OWN_INI = "/WEB-INF/api-paste.ini";

    /** Stands for "nobody named a broker". */
    private static final String UNNAMED = "tcp://unnamed";

    private final DemoOptions options;
    private @Nullable Path overlay;

    ProfilerSources(DemoOptions options) {
        this.options = options;
    }

    /**
     * The broker that the user's files name; null when they name none that speaks JMS.
     *
     * @throws org.osprofiler.paste.ConfigException when they cannot be used
     */
    @Nullable
    String namedBroker() {
        if (options.paste() == null && options.conf() == null) {
            return null; // the demo's own ini has an example only
        }
        ConfigSources.Builder sources = ConfigSources.builder()
                .ini(ini())
                .conf(ConfigSource.ofText("defaults", "[DEFAULT]\ntransport_url = " + UNNAMED + "\n"));
        if (options.conf() != null) {
            sources.conf(ConfigSource.ofFile(options.conf()));
        }
        String url = PasteConfig.load(sources.build()).options().transportUrl();
        return url == null || url.equals(UNNAMED) || !url.startsWith("tcp://") ? null : url;
    }

    /** Makes the conf that has the last word; to be called once, before the rest. */
    void writeOverlay(String broker) throws IOException {
        StringBuilder conf = new StringBuilder();
        if (options.conf() != null) {
            conf.append(Files.readString(options.conf())).append('\n');
        }
        conf.append("[profiler]\n");
        append(conf, "transport_url", broker);
        if (options.connectionString() != null) {
            append(conf, "connection_string", options.connectionString());
        }
        if (!options.hmacKeys().isEmpty()) {
            append(conf, "hmac_keys", String.join(",", options.hmacKeys()));
        }
        overlay = Files.createTempFile("osprofiler-demo", ".conf"); // readable by its owner only
        Files.writeString(overlay, conf);
    }

    /** So that it is read as it is: a $ begins a reference, and one pair of quotes is taken off. DemoOptions has the rest. */
    private static void append(StringBuilder conf, String option, String value) {
        conf.append(option).append(" = \"").append(value.replace("$", "$$")).append("\"\n");
    }

    /** For the filter's init-param {@code config}. */
    String iniParam() {
        return options.paste() == null
                ? OWN_INI
                : options.paste().toAbsolutePath().toString();
    }

    /** For the filter's init-param {@code conf}. */
    @Nullable
    Path confParam() {
        return overlay;
    }

    /**
     * What a service other than the filter's takes from the same files.
     *
     * @throws org.osprofiler.paste.ConfigException when they cannot be used
     */
    ProfilerOptions load(String service) {
        ConfigSources.Builder sources = ConfigSources.builder().ini(ini());
        if (overlay != null) {
            sources.conf(ConfigSource.ofFile(overlay));
        }
        return PasteConfig.load(sources.build()).options().toBuilder()
                .service(service)
                .build();
    }

    private ConfigSource ini() {
        if (options.paste() != null) {
            return ConfigSource.ofFile(options.paste());
        }
        URL own = ProfilerSources.class.getClassLoader().getResource(VolumeApi.ROOT + OWN_INI);
        if (own == null) {
            throw new IllegalStateException("the demo's jar has no " + VolumeApi.ROOT + OWN_INI);
        }
        return ConfigSource.ofUrl(OWN_INI, own);
    }

    @Override
    public void close() {
        if (overlay != null) {
            try {
                Files.deleteIfExists(overlay);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
