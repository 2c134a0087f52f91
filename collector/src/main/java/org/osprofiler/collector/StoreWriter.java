package org.osprofiler.collector;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.osprofiler.store.StoredNotification;
import org.osprofiler.store.TraceStore;

/**
 * Writes for everybody, on one thread: what arrives while a transaction is on its way to the disk goes into the next one
 * together. So the cost of a commit is shared by all the requests that wait, as Ceilometer's agent posts its events one by one
 * over up to 64 connections.
 */
final class StoreWriter implements AutoCloseable {

    /** A transaction takes waiting batches until it has so many notifications. */
    private static final int GROUP = 2_000;

    private static final long POLL_MILLIS = 100;
    private static final long CLOSE_MILLIS = 10_000;

    private record Waiting(List<StoredNotification> batch, CompletableFuture<Void> done) {}

    private final TraceStore store;
    private final CollectorCounters counters;

    /** Filled by any thread, emptied by the writer; each waiting thread has one entry at most, which bounds it. */
    private final BlockingQueue<Waiting> queue = new LinkedBlockingQueue<>();

    private final Thread thread;

    /** Set by the closing thread; the writer stops when it is set and the queue is empty. */
    private volatile boolean closing;

    StoreWriter(TraceStore store, CollectorCounters counters) {
        this.store = store;
        this.counters = counters;
        thread = new Thread(this::run, "osprofiler-store-writer");
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Returns when the batch is on disk.
     *
     * @throws RuntimeException the store's, when it is not
     */
    void write(List<StoredNotification> batch) throws InterruptedException {
        if (batch.isEmpty()) {
            return;
        }
        Waiting entry = new Waiting(batch, new CompletableFuture<>());
        queue.add(entry);
        while (true) {
            try {
                entry.done.get(POLL_MILLIS, TimeUnit.MILLISECONDS);
                return;
            } catch (TimeoutException e) {
                if (!thread.isAlive() && !entry.done.isDone()) {
                    throw new IllegalStateException("the collector is closed");
                }
            } catch (ExecutionException e) {
                if (e.getCause() instanceof RuntimeException failure) {
                    throw failure;
                }
                throw new IllegalStateException(e.getCause());
            }
        }
    }

    private void run() {
        List<Waiting> group = new ArrayList<>();
        List<StoredNotification> batch = new ArrayList<>(GROUP);
        while (true) {
            boolean last = closing;
            Waiting next = poll(last ? 0 : POLL_MILLIS);
            if (next == null) {
                if (last) {
                    return;
                }
                continue;
            }
            do {
                group.add(next);
                batch.addAll(next.batch);
            } while (batch.size() < GROUP && (next = queue.poll()) != null);
            write(group, batch);
            group.clear();
            batch.clear();
        }
    }

    private @Nullable Waiting poll(long millis) {
        try {
            return queue.poll(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            return null; // nobody interrupts this thread on purpose: closing is asked for by its flag
        }
    }

    private void write(List<Waiting> group, List<StoredNotification> batch) {
        try {
            int fresh = store.store(batch);
            counters.stored(fresh, batch.size() - fresh);
            group.forEach(entry -> entry.done.complete(null));
        } catch (RuntimeException | Error e) {
            group.forEach(entry -> entry.done.completeExceptionally(e));
        }
    }

    /** Writes what waits, then stops. Again: no effect. */
    @Override
    public void close() {
        closing = true;
        try {
            thread.join(CLOSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
