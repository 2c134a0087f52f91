package org.osprofiler.send;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The one thread that sends, and the bounded queue between it and the threads that record.
 *
 * <p>{@link #offer} never blocks: a full queue refuses. One batch is on its way at a time, so order is kept; a batch that
 * could not be sent is given again, with the same message ids, after a wait that doubles from 100 ms to 5 s. Meanwhile the
 * queue holds what it can. {@link #close} drains within its limit and says what it sent and lost. No failure, of the
 * notifier or of an entry, ends the thread before that.
 *
 * <p>The thread starts with the first {@link #wake}, is named after the destination and is a daemon: a JVM that does not
 * close the profiler is not kept alive by it.
 *
 * @param <E> what is queued; encoded on the sender's thread
 */
public final class Sender<E> {

    private static final System.Logger LOG = System.getLogger(Sender.class.getName());

    /** Beyond the limit of a close, for a notifier that is slow to answer an interrupt; a JMS client's connecting takes 5 s. */
    private static final Duration LAST_JOIN = Duration.ofSeconds(6);

    /** What the sender needs to know of its entries. Called on the sender's thread only. */
    public interface Source<E> {

        /** The notification of a dequeued entry. Must not throw; if it does, the entry is lost. */
        OutgoingNotification encode(E entry);

        /** What {@link Sender#offer} was told this entry weighs; asked once, before {@link #encode}. */
        int weight(E entry);

        /** Whether more entries are to be expected soon: then the sender polls. Set by any thread. */
        boolean isActive();

        /** Called about once a second, also while nothing can be sent. */
        void housekeeping();
    }

    /** A wait for everything that was taken in before. */
    private record Flush(long mark, CompletableFuture<Void> done) {}

    private final Source<E> source;
    private final Notifier notifier;
    private final String name;
    private final Losses losses;
    private final Pace pace;
    private final BoundedQueue<E> queue;
    private final Delivery delivery;
    private final ConcurrentLinkedQueue<Flush> flushes = new ConcurrentLinkedQueue<>();

    // The sender's thread only.
    private long polled;
    private long chargeInFlight;
    private long lastWork;
    private long lastHousekeeping;
    private boolean idle;
    private boolean defective;

    /** System.nanoTime by which everything must be over; meaningful once {@link #closing} is set. */
    private volatile long deadline;

    private volatile boolean closing;

    /** Nobody takes entries any more. Set before the last look into the queue, read after each offer: nothing stays. */
    private volatile boolean ended;

    /** Guarded by this; read without a lock, where a stale null only means one more look under the lock. */
    private volatile @Nullable Thread thread;

    /**
     * @param name for the thread; no secret
     * @param capacity entries that may wait
     * @param maxCharacters weight of the long entries that may wait
     * @param losses where refused and lost entries are counted
     */
    public Sender(String name, Source<E> source, Notifier notifier, int capacity, long maxCharacters, Losses losses) {
        this(name, source, notifier, capacity, maxCharacters, losses, Pace.USUAL);
    }

    Sender(
            String name,
            Source<E> source,
            Notifier notifier,
            int capacity,
            long maxCharacters,
            Losses losses,
            Pace pace) {
        this.name = name;
        this.source = source;
        this.notifier = notifier;
        this.losses = losses;
        this.pace = pace;
        this.queue = new BoundedQueue<>(capacity, maxCharacters);
        this.delivery = new Delivery(notifier, name, losses, pace);
    }

    /**
     * Queues an entry. Any thread; takes no lock, wakes nobody.
     *
     * @param weight in characters, about; entries of 1,024 or more are charged against the queue's characters
     * @return null when it was taken, else why not; the refusal is counted here
     */
    public @Nullable LossReason offer(E entry, int weight) {
        LossReason refused = queue.offer(entry, BoundedQueue.charge(weight));
        if (refused != null) {
            losses.count(refused, 1);
            return refused;
        }
        if (ended) {
            discardQueue();
            return LossReason.CLOSED;
        }
        return null;
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
            try {
                // Without the inheritable thread-locals of the request that happens to come first.
                Thread created = new Thread(null, this::run, "osprofiler-sender " + name, 0, false);
                created.setDaemon(true);
                // Nor its context loader, which must not be kept.
                created.setContextClassLoader(Sender.class.getClassLoader());
                created.start();
                thread = created;
            } catch (OutOfMemoryError e) {
                LOG.log(
                        System.Logger.Level.WARNING,
                        "osprofiler: no thread to send with; the next trace tries again",
                        e);
            }
        }
        return thread;
    }

    /**
     * Waits until everything that was queued before has been sent or lost.
     *
     * @return false when that took longer than {@code limit}
     */
    public boolean flush(Duration limit) throws InterruptedException {
        if (ended || thread == null && queue.isEmpty()) {
            return true;
        }
        Flush flush = new Flush(queue.taken(), new CompletableFuture<>());
        flushes.add(flush);
        wake();
        if (ended) {
            return true;
        }
        try {
            flush.done.get(limit.toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException e) {
            flushes.remove(flush);
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Entries taken so far, whatever became of them. */
    public long taken() {
        return queue.taken();
    }

    public long sent() {
        return delivery.sent();
    }

    /** Entries that wait, those of the batch in flight included. */
    public int pending() {
        return queue.size() + delivery.inFlight();
    }

    /** Why the last attempt to send failed; null after a success. */
    public @Nullable String lastFailure() {
        return delivery.lastFailure();
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
            end();
        } else {
            LockSupport.unpark(running);
            boolean interrupted = join(running, limit);
            if (running.isAlive()) {
                if (!ended) {
                    running.interrupt();
                }
                interrupted |= join(running, LAST_JOIN);
            }
            if (running.isAlive()) {
                LOG.log(System.Logger.Level.WARNING, "osprofiler: the thread {0} did not stop", running.getName());
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        LOG.log(
                System.Logger.Level.INFO,
                "osprofiler: closed; {0} notifications sent, lost: {1}",
                sent(),
                losses.byReason());
    }

    /** Waits in spite of interrupts, for a thread that is left behind keeps its application's classes; whether there was one. */
    private static boolean join(Thread running, Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        boolean interrupted = false;
        long rest = limit.toNanos();
        while (running.isAlive() && rest > 0) {
            try {
                running.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(rest)));
            } catch (InterruptedException e) {
                interrupted = true;
            }
            rest = end - System.nanoTime();
        }
        return interrupted;
    }

    private void run() {
        lastWork = System.nanoTime();
        lastHousekeeping = lastWork;
        boolean more = true;
        while (more) {
            try {
                more = turn();
            } catch (InterruptedException e) {
                more = !isTimeUp(); // only a close means it; whoever else interrupts takes nothing from the application
            } catch (Throwable e) {
                more = !isTimeUp();
                defect(e);
                LockSupport.parkNanos(this, pace.firstRetry());
            }
        }
        end();
    }

    private void defect(Throwable e) {
        // Over and over it would only fill the log.
        LOG.log(
                defective ? System.Logger.Level.DEBUG : System.Logger.Level.ERROR,
                "osprofiler: a defect of the sender; it goes on",
                e);
        defective = true;
    }

    /** One look at everything there is to do; false when there will be no more. */
    private boolean turn() throws InterruptedException {
        // Both are read before the queue is: what was offered before is seen below.
        boolean stopping = closing;
        boolean active = source.isActive();
        if (delivery.isEmpty()) {
            fill();
        }
        long now = System.nanoTime();
        if (!delivery.isEmpty()) {
            lastWork = now;
            idle = false;
            if (delivery.untilDue(now) <= 0) {
                delivery.attempt();
            }
        }
        if (delivery.isEmpty()) {
            queue.release(chargeInFlight);
            chargeInFlight = 0;
        }
        completeFlushes();
        if (now - lastHousekeeping >= pace.settle()) {
            lastHousekeeping = now;
            source.housekeeping();
        }
        if (stopping && (isTimeUp() || delivery.isEmpty() && queue.isEmpty())) {
            return false;
        }
        rest(active);
        return true;
    }

    /** Takes the next entries off the queue and makes a batch of them. */
    private void fill() {
        while (!delivery.isFull()) {
            E entry = queue.poll();
            if (entry == null) {
                return;
            }
            polled++;
            try {
                chargeInFlight += BoundedQueue.charge(source.weight(entry));
                delivery.add(source.encode(entry));
            } catch (Throwable e) {
                losses.count(LossReason.FAILED, 1);
                LOG.log(
                        losses.of(LossReason.FAILED) == 1 ? System.Logger.Level.WARNING : System.Logger.Level.DEBUG,
                        "osprofiler: a notification could not be written",
                        e);
            }
        }
    }

    private void completeFlushes() {
        if (!flushes.isEmpty()) {
            long done = polled - delivery.inFlight();
            flushes.removeIf(flush -> flush.mark <= done && flush.done.complete(null));
        }
    }

    private void rest(boolean active) {
        long now = System.nanoTime();
        if (!delivery.isEmpty()) {
            park(Math.min(delivery.untilDue(now), pace.settle()));
        } else if (!queue.isEmpty() || closing) {
            return;
        } else if (active) {
            park(pace.poll());
        } else if (now - lastWork < pace.idle()) {
            park(pace.settle()); // late stops come without a wake-up
        } else {
            if (!idle) {
                idle = true;
                notifier.idle();
            }
            park(pace.idle());
        }
    }

    private void park(long nanos) {
        if (closing) {
            nanos = Math.min(nanos, deadline - System.nanoTime());
        }
        LockSupport.parkNanos(this, nanos);
        if (!isTimeUp()) {
            Thread.interrupted(); // a flag that stays would end every further wait at once
        }
    }

    private boolean isTimeUp() {
        return closing && System.nanoTime() - deadline >= 0;
    }

    /** The last of the sender's thread; of the closing thread where there was none. */
    private void end() {
        ended = true;
        delivery.giveUp();
        discardQueue();
        try {
            notifier.close();
        } catch (RuntimeException | LinkageError e) {
            LOG.log(System.Logger.Level.WARNING, "osprofiler: " + name + " could not be closed", e);
        }
        for (Flush flush = flushes.poll(); flush != null; flush = flushes.poll()) {
            flush.done.complete(null);
        }
    }

    /** By the sender's thread at its end, and by whoever offers after that: one at a time. */
    private synchronized void discardQueue() {
        long discarded = 0;
        while (queue.poll() != null) {
            discarded++;
        }
        losses.count(LossReason.CLOSED, discarded);
    }
}
