package org.osprofiler.store;

import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.osprofiler.send.Destination;

/** Opens the store that a connection string names. */
public final class TraceStores {

    private static final String ALLOWED =
            "allowed are jdbc:h2:FILE and http://HOST:PORT (a collector, or another events API)";

    private TraceStores() {}

    /**
     * Opens a store; {@code jdbc:h2:} creates what is missing, {@code http:} does not connect yet.
     *
     * @throws IllegalArgumentException when no store reads this connection string; it says what is allowed
     * @throws StoreUnreachableException when there is no connection
     */
    public static TraceStore open(String connectionString) {
        return open(connectionString, true);
    }

    /**
     * Opens a store to read from it; nothing is created.
     *
     * @throws IllegalArgumentException when no store reads this connection string, or there is no such database
     * @throws StoreUnreachableException when there is no connection
     */
    public static TraceStore openExisting(String connectionString) {
        return open(connectionString, false);
    }

    private static TraceStore open(String connectionString, boolean create) {
        int colon = connectionString.indexOf(':');
        String scheme = colon < 0 ? "" : connectionString.substring(0, colon).toLowerCase(Locale.ROOT);
        return switch (scheme) {
            case "http", "https" -> HttpStore.open(connectionString);
            case "jdbc" -> {
                if (connectionString.startsWith("jdbc:h2:")) {
                    yield create ? JdbcStore.open(connectionString) : JdbcStore.openExisting(connectionString);
                }
                throw notYet(connectionString);
            }
            case "messaging" ->
                throw new IllegalArgumentException("messaging:// cannot be read without emptying the queue; run "
                        + "'osprofiler collect' on that broker and read from its store or its address");
            case "redis", "rediss", "redissentinel", "postgresql", "mysql", "elasticsearch", "opensearch", "mongodb" ->
                throw notYet(connectionString);
            default ->
                throw new IllegalArgumentException(
                        "'" + shown(connectionString) + "' is no connection string; " + ALLOWED);
        };
    }

    /**
     * The connection string of the user's own store: H2 under {@code ${XDG_DATA_HOME:-~/.local/share}/osprofiler}. A
     * relative XDG_DATA_HOME is ignored, as its specification wants.
     */
    public static String defaultLocation() {
        return location(System.getenv("XDG_DATA_HOME"), Path.of(System.getProperty("user.home")));
    }

    static String location(@Nullable String xdgDataHome, Path home) {
        boolean usable = xdgDataHome != null && Path.of(xdgDataHome).isAbsolute();
        Path data = usable ? Path.of(xdgDataHome) : home.resolve(".local/share");
        return "jdbc:h2:file:" + data.resolve("osprofiler").resolve("traces");
    }

    private static IllegalArgumentException notYet(String connectionString) {
        return new IllegalArgumentException("'" + shown(connectionString) + "': not yet in this version; " + ALLOWED);
    }

    private static String shown(String connectionString) {
        return JdbcConnections.withoutOptions(Destination.display(connectionString));
    }
}
