package org.osprofiler.collector;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.osprofiler.store.EventQuery;
import org.osprofiler.store.StoreException;
import org.osprofiler.store.StoredNotification;
import org.osprofiler.store.TraceQuery;
import org.osprofiler.store.TraceStore;
import org.osprofiler.store.TraceSummary;

/** A store whose disk is full until it is told otherwise. */
final class FaultyStore implements TraceStore {

    private final TraceStore store;
    final AtomicInteger refusals = new AtomicInteger();
    volatile boolean full = true;
    volatile boolean breaksAtTheEnd;

    /** What is thrown while it is full. */
    volatile Runnable failure = () -> {
        throw new StoreException("no space left", null);
    };

    FaultyStore(TraceStore store) {
        this.store = store;
    }

    @Override
    public int store(List<StoredNotification> batch) {
        if (full) {
            refusals.incrementAndGet();
            failure.run();
        }
        return store.store(batch);
    }

    @Override
    public List<TraceSummary> traces(TraceQuery query) {
        return store.traces(query);
    }

    @Override
    public long count(TraceQuery query) {
        return store.count(query);
    }

    @Override
    public void events(EventQuery query, Consumer<? super StoredNotification> each) {
        if (full) {
            throw new StoreException("no space left", null);
        }
        store.events(query, each);
        if (breaksAtTheEnd) {
            throw new StoreException("connection lost", null);
        }
    }

    @Override
    public List<String> eventTypes() {
        return store.eventTypes();
    }

    @Override
    public String display() {
        return store.display();
    }

    @Override
    public void close() {
        store.close();
    }
}
