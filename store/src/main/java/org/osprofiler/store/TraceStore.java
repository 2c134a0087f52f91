package org.osprofiler.store;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.osprofiler.wire.Notification;

/**
 * Notifications, kept and read back in order of arrival. Any thread.
 *
 * <p>Every method throws {@link StoreUnreachableException} when there is no connection, {@link StoreException} when the store
 * fails otherwise.
 */
public interface TraceStore extends AutoCloseable {

    /**
     * Keeps a batch, all of it or, when it throws, none. Idempotent: a notification whose {@code message_id}, or whose base
     * id, span id, name and timestamp, are known already is left out. When this returns, the batch is on disk.
     *
     * @return how many were new
     * @throws UnsupportedOperationException when the store {@linkplain #isReadOnly() can only be read}
     */
    int store(List<StoredNotification> batch);

    /** Whether {@link #store} always refuses. */
    default boolean isReadOnly() {
        return false;
    }

    /**
     * All notifications of a trace, in order of arrival; empty when the trace is not known.
     *
     * @throws StoreException also when there are {@value EventQuery#MAX_LIMIT} or more
     */
    default List<Notification> notifications(String baseId) {
        List<Notification> found = new ArrayList<>();
        events(EventQuery.trace(baseId), event -> found.add(event.notification()));
        if (found.size() == EventQuery.MAX_LIMIT) {
            throw new StoreException(
                    display() + ": the trace " + baseId + " has " + EventQuery.MAX_LIMIT
                            + " notifications or more; so many are not read at once",
                    null);
        }
        return found;
    }

    /** Traces, in the order that is asked for. */
    List<TraceSummary> traces(TraceQuery query);

    /** How many traces meet the conditions of a query, whatever its limit and offset. */
    long count(TraceQuery query);

    /**
     * Gives every notification that matches to {@code each}, on the calling thread, in order of arrival, one at a time. No
     * connection is held while {@code each} works, so it may take its time.
     */
    void events(EventQuery query, Consumer<? super StoredNotification> each);

    /** The event types of all that is stored, each once, sorted. */
    List<String> eventTypes();

    /** Where it is, for messages and logs: without user, password and options. */
    String display();

    /** Gives the connections back. Again: no effect. */
    @Override
    void close();
}
