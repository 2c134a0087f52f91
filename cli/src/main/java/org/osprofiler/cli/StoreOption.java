package org.osprofiler.cli;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.osprofiler.store.StoreException;
import org.osprofiler.store.StoreUnreachableException;
import org.osprofiler.store.TraceStore;
import org.osprofiler.store.TraceStores;
import picocli.CommandLine.Option;

/** Where traces are read: the option, else the environment, else a collector on this machine. */
final class StoreOption {

    static final String VARIABLE = "OSPROFILER_CONNECTION_STRING";
    static final String DEFAULT = "http://127.0.0.1:8777";

    @Option(
            names = "--connection-string",
            paramLabel = "CS",
            description = {
                "The store: http://HOST:PORT of a collector, jdbc:h2:FILE, …",
                "Default: the environment's " + VARIABLE + ",",
                "else " + DEFAULT + "."
            })
    @Nullable
    String connectionString;

    /**
     * Opens the store for the time of {@code body}; makes none.
     *
     * @throws Failure when the store cannot be opened or fails
     */
    <T> T read(Console console, Function<TraceStore, T> body) {
        String given = connectionString != null ? connectionString : console.environment(VARIABLE);
        try (TraceStore store = open(given == null ? DEFAULT : given, TraceStores::openExisting)) {
            return body.apply(store);
        } catch (StoreUnreachableException e) {
            throw given == null ? withHint(failure(e)) : failure(e);
        } catch (StoreException e) {
            throw failure(e);
        }
    }

    private static Failure withHint(Failure e) {
        return Failure.unreachable(
                e.getMessage() + "; start 'osprofiler collect' there, or name a --connection-string", e);
    }

    /**
     * Opens a store, and makes it when it is missing.
     *
     * @throws Failure when it cannot be opened
     */
    static TraceStore open(String connectionString) {
        return open(connectionString, TraceStores::open);
    }

    private static TraceStore open(String connectionString, Function<String, TraceStore> opener) {
        try {
            return opener.apply(connectionString);
        } catch (StoreException e) {
            throw failure(e);
        } catch (IllegalArgumentException e) {
            throw Failure.usage(String.valueOf(e.getMessage()), e);
        }
    }

    static Failure failure(StoreException e) {
        String message = String.valueOf(e.getMessage());
        return e instanceof StoreUnreachableException ? Failure.unreachable(message, e) : Failure.failed(message, e);
    }
}
