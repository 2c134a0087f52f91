package org.osprofiler.demo;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a demo is to run.
 *
 * @param port of the volume API, on loopback; 0 for a free one
 * @param broker Artemis, {@code tcp://HOST:PORT}; null for the one that paste or conf name, or else an embedded one
 * @param data a directory for the database, made when missing; null for one in memory
 * @param paste an api-paste ini instead of the demo's own
 * @param conf an oslo-style conf
 * @param connectionString where notifications go, whatever paste and conf say; null for what they say, or through the broker
 * @param hmacKeys the accepted keys, whatever paste and conf say; empty for what they say, which is {@code SECRET_KEY} in the
 *     demo's own ini
 */
public record DemoOptions(
        int port,
        @Nullable String broker,
        @Nullable Path data,
        @Nullable Path paste,
        @Nullable Path conf,
        @Nullable String connectionString,
        List<String> hmacKeys) {

    /** Where the cinder client looks without being told. */
    public static final int PORT = 8776;

    public DemoOptions {
        hmacKeys = List.copyOf(hmacKeys);
        if (broker != null && !broker.startsWith("tcp://")) {
            throw new IllegalArgumentException("the demo's two services talk over Artemis: the broker must be given as"
                    + " tcp://HOST:61616 or tcp://USER:PASSWORD@HOST:61616");
        }
        requireOneLine("broker", broker);
        requireOneLine("connection string", connectionString);
        for (String key : hmacKeys) {
            if (key.isEmpty() || !key.equals(key.strip()) || key.indexOf(',') >= 0 || !fitsIntoAFile(key)) {
                throw new IllegalArgumentException(
                        "a key must not be empty, have a comma, a line break or a \\$ in it, or white space around it");
            }
        }
    }

    private static void requireOneLine(String what, @Nullable String url) {
        if (url != null && !fitsIntoAFile(url)) {
            throw new IllegalArgumentException(
                    "the " + what + " must not have a line break or a \\$ in it; it is a URL");
        }
    }

    /** The conf that hands it to the profilers ends a value at the line's end, and has no way to write {@code \$}. */
    private static boolean fitsIntoAFile(String value) {
        return value.indexOf('\n') < 0 && value.indexOf('\r') < 0 && !value.contains("\\$");
    }

    /** Everything at its default, on port {@value #PORT}. */
    public static DemoOptions defaults() {
        return new DemoOptions(PORT, null, null, null, null, null, List.of());
    }

    public DemoOptions withPort(int newPort) {
        return new DemoOptions(newPort, broker, data, paste, conf, connectionString, hmacKeys);
    }

    public DemoOptions withBroker(@Nullable String url) {
        return new DemoOptions(port, url, data, paste, conf, connectionString, hmacKeys);
    }

    public DemoOptions withData(@Nullable Path directory) {
        return new DemoOptions(port, broker, directory, paste, conf, connectionString, hmacKeys);
    }

    public DemoOptions withPaste(@Nullable Path ini) {
        return new DemoOptions(port, broker, data, ini, conf, connectionString, hmacKeys);
    }

    public DemoOptions withConf(@Nullable Path file) {
        return new DemoOptions(port, broker, data, paste, file, connectionString, hmacKeys);
    }

    public DemoOptions withConnectionString(@Nullable String url) {
        return new DemoOptions(port, broker, data, paste, conf, url, hmacKeys);
    }

    public DemoOptions withHmacKeys(List<String> keys) {
        return new DemoOptions(port, broker, data, paste, conf, connectionString, keys);
    }

    /** Without keys and passwords. */
    @Override
    public String toString() {
        return "port=" + port + ", data=" + data + ", paste=" + paste + ", conf=" + conf;
    }
}
