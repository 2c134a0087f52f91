package org.osprofiler.send;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jctools.queues.atomic.MpscGrowableAtomicArrayQueue;
import org.jspecify.annotations.Nullable;

/**
 * The bounded queue between the threads that record and one thread that sends.
 *
 * <p>{@link #offer} never blocks: a full queue refuses. One batch is in flight at a time, so order is kept; a batch that
 * could not be sent is given again, with the same message ids, after a wait that doubles from 100 ms to 5 s. Meanwhile the
 * queue holds what it can. {@link #close} drains within its limit and says what it sent and lost.
 *
 * <p>The thread starts with the first {@link #wake}, is named after the destination and is a daemon: a JVM that does not
 * close the profiler is not kept alive by it.
 *
 * @param <E> what is queued; encoded on the sender's thread
 */
public final class Sender<E> implements AutoCloseable {

    /** Notifications handed to the notifier at once, at most. */
    public static final int BATCH = 512;

    /** Entries lighter than this are not charged to the queue's bytes: the number of entries bounds them. */
    public static final int FREE_WEIGHT = 1024;

    private static final System.Logger LOG = System.getLogger(Sender.class.getName());
    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long SETTLE_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long IDLE_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final long FIRST_BACKOFF_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long LAST_BACKOFF_NANOS = TimeUnit.SECONDS.toNanos(5);

    /** What the sender needs to know of its entries. Called on the sender's thread only. */
    public interface Source<E> {

        /** The notification of a dequeued entry; null when it has none. Must not throw; if it does, the entry is lost. */
        @Nullable
        OutgoingNotification encode(E entry);

        /** What {@link Sender#offer} was told this entry weighs. */
        int weight(E entry);

        /** Whether more entries are to be expected soon: then the sender polls. Read by the sender, set by any thread. */
        boolean isActive();

        /** Called between batches, about once a second while active. */
        void housekeeping();
    }

    private final Source<E> source;
    private final Notifier notifier;
    private final String name;
    private final Losses losses;
    private final long maxBytes;
    private final MpscGrowableAtomicArrayQueue<E> queue;

    /** Charged at {@link #offer} by any thread, released by the sender. */
    private final AtomicLong queuedBytes = new AtomicLong();

    private final ConcurrentLinkedQueue<CompletableFuture<Void>> flushes = new ConcurrentLinkedQueue<>();

    /** Added to by the sender's thread only. */
    private final AtomicLong sent = new AtomicLong();

    /** Taken off the queue, but neither sent nor lost yet. Written by the sender's thread only. */
    private volatile int inFlight;

    private volatile @Nullable String lastFailure;

    /** System.nanoTime by which everything must be over; meaningful once {@link #closing} is set. */
    private volatile long deadline;

    private volatile boolean closing;

    /** Guarded by this; read without a lock, where a stale null only means one more look under the lock. */
    private volatile @Nullable Thread thread;

    /**
     * @param name for the thread; no secret
     * @param capacity entries that may wait
     * @param maxBytes weight of the entries that may wait
     * @param losses where refused and lost entries are counted
     */
    public Sender(String name, Source<E> source, Notifier notifier, int capacity, long maxBytes, Losses losses) {
        this.name = name;
        this.source = source;
        this.notifier = notifier;
        this.maxBytes = maxBytes;
        this.losses = losses;
        this.queue =
                new MpscGrowableAtomicArrayQueue<>(Math.min(1024, Math.max(2, capacity / 2)), Math.max(4, capacity));
    }

    /**
     * Queues an entry. Any thread; takes no lock, wakes nobody.
     *
     * @param weight in characters, about; counted against the queue's bytes from {@link #FREE_WEIGHT} on
     * @return null when it was taken, else why not; the refusal is counted here
     */
    public @Nullable LossReason offer(E entry, int weight) {
        if (closing) {
            losses.count(LossReason.CLOSED, 1);
            return LossReason.CLOSED;
        }
        if (weight >= FREE_WEIGHT && queuedBytes.addAndGet(weight) > maxBytes) {
            queuedBytes.addAndGet(-weight);
            losses.count(LossReason.QUEUE_BYTES, 1);
            return LossReason.QUEUE_BYTES;
        }
        if (queue.offer(entry)) {
            return null;
        }
        if (weight >= FREE_WEIGHT) {
            queuedBytes.addAndGet(-weight);
        }
        losses.count(LossReason.QUEUE_FULL, 1);
        return LossReason.QUEUE_FULL;
    }

    /** Tells the sender that entries will come; starts its thread if there is none. Any thread, once a trace. */
    public void wake() {
        Thread running = thread;
        if (running == null) {
            running = start();
        }
        LockSupport.unpark(running);
    }

    private synchronized @Nullable Thread start() {
        if (thread == null && !closing) {
            Thread created = new Thread(this::run, "osprofiler-sender " + name);
            created.setDaemon(true);
            // The context loader of the request that happens to come first is of no use here, and must not be kept.
            created.setContextClassLoader(Sender.class.getClassLoader());
            created.start();
            thread = created;
        }
        return thread;
    }

    /**
     * Waits until everything that was queued before has been sent or lost.
     *
     * @return false when that took longer than {@code limit}
     */
    public boolean flush(Duration limit) throws InterruptedException {
        if (thread == null && queue.isEmpty()) {
            return true;
        }
        CompletableFuture<Void> done = new CompletableFuture<>();
        flushes.add(done);
        wake();
        try {
            done.get(limit.toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Entries taken so far, whatever became of them. */
    public long taken() {
        return queue.currentProducerIndex();
    }

    public long sent() {
        return sent.get();
    }

    /** Entries that wait, those of the batch in flight included. */
    public int pending() {
        return queue.size() + inFlight;
    }

    /** Why the last attempt to send failed; null after a success. */
    public @Nullable String lastFailure() {
        return lastFailure;
    }

    /** Drains for at most {@code limit}, then stops the thread and closes the notifier. Again: no effect. */
    public void close(Duration limit) {
        Thread running;
        synchronized (this) {
            if (closing) {
                return;
            }
            deadline = System.nanoTime() + limit.toNanos();
            closing = true;
            running = thread;
        }
        if (running == null) {
            notifier.close();
            return;
        }
        LockSupport.unpark(running);
        boolean interrupted = join(running, limit);
        if (running.isAlive()) {
            running.interrupt();
            interrupted |= join(running, Duration.ofSeconds(2));
        }
        if (running.isAlive()) {
            LOG.log(System.Logger.Level.WARNING, "osprofiler: the thread {0} did not stop", running.getName());
        }
        if (!running.isAlive()) {
            losses.count(LossReason.CLOSED, discardQueue()); // offered while the thread ended
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        LOG.log(
                System.Logger.Level.INFO,
                "osprofiler: closed; {0} notifications sent, lost: {1}",
                sent.get(),
                losses.byReason());
    }

    @Override
    public void close() {
        close(Duration.ofSeconds(5));
    }

    private static boolean join(Thread running, Duration limit) {
        try {
            running.join(Math.max(1, limit.toMillis()));
            return false;
        } catch (InterruptedException e) {
            return true;
        }
    }

    private void run() {
        List<OutgoingNotification> batch = new ArrayList<>(BATCH);
        long lastWork = System.nanoTime();
        long lastHousekeeping = lastWork;
        boolean idle = false;
        try {
            while (true) {
                CompletableFuture<Void> flush = flushes.poll();
                // Read before the queue is: an entry offered while this was true is seen below, or in the next turn.
                boolean active = source.isActive();
                boolean stopping = closing;
                boolean worked = false;
                while (fill(batch)) {
                    worked = true;
                    deliver(batch);
                    if (closing && System.nanoTime() - deadline >= 0) {
                        break;
                    }
                }
                if (flush != null) {
                    flush.complete(null);
                    continue;
                }
                if (stopping) {
                    return;
                }
                long now = System.nanoTime();
                if (worked) {
                    lastWork = now;
                    idle = false;
                }
                if (now - lastHousekeeping >= SETTLE_NANOS) {
                    lastHousekeeping = now;
                    source.housekeeping();
                }
                if (active) {
                    LockSupport.parkNanos(this, POLL_NANOS);
                } else if (now - lastWork < IDLE_NANOS) {
                    // Late stops come without a wake-up.
                    LockSupport.parkNanos(this, SETTLE_NANOS);
                } else {
                    if (!idle) {
                        idle = true;
                        notifier.idle();
                    }
                    LockSupport.park(this);
                    lastWork = System.nanoTime();
                }
            }
        } catch (Throwable e) {
            LOG.log(System.Logger.Level.ERROR, "osprofiler: the sender stopped, nothing is sent any more", e);
        } finally {
            closing = true;
            losses.count(LossReason.CLOSED, discardQueue());
            closeNotifier();
            for (CompletableFuture<Void> waiting = flushes.poll(); waiting != null; waiting = flushes.poll()) {
                waiting.complete(null);
            }
        }
    }

    /** Takes the next entries off the queue. */
    private boolean fill(List<OutgoingNotification> batch) {
        E entry;
        boolean any = false;
        while (batch.size() < BATCH && (entry = queue.poll()) != null) {
            any = true;
            inFlight = batch.size() + 1;
            int weight = source.weight(entry);
            if (weight >= FREE_WEIGHT) {
                queuedBytes.addAndGet(-weight);
            }
            try {
                OutgoingNotification notification = source.encode(entry);
                if (notification != null) {
                    batch.add(notification);
                }
            } catch (RuntimeException | LinkageError | StackOverflowError e) {
                losses.count(LossReason.FAILED, 1);
                LOG.log(System.Logger.Level.DEBUG, "a notification could not be written", e);
            }
        }
        inFlight = batch.size();
        return any;
    }

    private void deliver(List<OutgoingNotification> batch) {
        long backoff = FIRST_BACKOFF_NANOS;
        while (!batch.isEmpty()) {
            try {
                notifier.send(batch);
                sent.addAndGet(batch.size());
                if (lastFailure != null) {
                    LOG.log(System.Logger.Level.INFO, "osprofiler: {0} takes notifications again", name);
                    lastFailure = null;
                }
                batch.clear();
            } catch (Notifier.RefusedException e) {
                failed(e);
                int refused = e.refusedOf(batch.size());
                losses.count(LossReason.REFUSED, refused);
                sent.addAndGet(batch.size() - refused);
                batch.clear();
            } catch (InterruptedException e) {
                lose(batch);
            } catch (Exception | LinkageError e) {
                failed(e);
                if (!pauseBeforeRetry(backoff)) {
                    lose(batch);
                }
                backoff = Math.min(backoff * 2, LAST_BACKOFF_NANOS);
            }
        }
        inFlight = 0;
    }

    private void lose(List<OutgoingNotification> batch) {
        losses.count(LossReason.CLOSED, batch.size());
        batch.clear();
    }

    /** The first failure in a row is a warning, the others are for debugging. */
    private void failed(Throwable failure) {
        System.Logger.Level level = lastFailure == null ? System.Logger.Level.WARNING : System.Logger.Level.DEBUG;
        String message = failure.getMessage() == null ? failure.getClass().getName() : failure.getMessage();
        lastFailure = message;
        LOG.log(
                level,
                () -> "osprofiler: cannot send to " + name + ": " + message
                        + ". Requests are not affected; up to the option" + " 'queue' notifications wait.");
        LOG.log(System.Logger.Level.TRACE, "cannot send", failure);
    }

    /** Sleeps; a close shortens it. False when there is no time left for another attempt. */
    private boolean pauseBeforeRetry(long nanos) {
        long end = System.nanoTime() + nanos;
        while (true) {
            long now = System.nanoTime();
            if (closing && now - deadline >= 0) {
                return false;
            }
            if (now - end >= 0) {
                return true;
            }
            if (Thread.interrupted() && closing) {
                return false;
            }
            long rest = Math.min(end - now, TimeUnit.MILLISECONDS.toNanos(100));
            LockSupport.parkNanos(this, rest);
        }
    }

    private long discardQueue() {
        long n = inFlight;
        inFlight = 0;
        while (queue.poll() != null) {
            n++;
        }
        return n;
    }

    private void closeNotifier() {
        try {
            notifier.close();
        } catch (RuntimeException | LinkageError e) {
            LOG.log(System.Logger.Level.WARNING, "osprofiler: " + name + " could not be closed", e);
        }
    }
}
