package org.osprofiler.jms;

import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Knows the threads that one connection of a client starts, by their thread group: the client has no way to ask for them or
 * to wait for their end, and a thread that outlives the application keeps its classes.
 */
final class ConnectionThreads {

    private static final System.Logger LOG = System.getLogger(ConnectionThreads.class.getName());
    private static final Duration END = Duration.ofSeconds(5);

    private final ThreadGroup group;

    ConnectionThreads(String name) {
        group = new ThreadGroup(name);
    }

    /**
     * Opens the connection on a thread of the group, so that threads started by it belong to the group, and with our own
     * class loader as context: not that of the caller, which other threads would keep.
     *
     * @throws InterruptedException when the calling thread is interrupted; then so is the body, and what it opens
     *     all the same, now or much later, is closed
     */
    <T extends AutoCloseable> T open(Callable<T> body) throws Exception {
        CompletableFuture<T> outcome = new CompletableFuture<>();
        Thread thread = new Thread(group, () -> attempt(body, outcome), group.getName());
        thread.setDaemon(true);
        thread.setContextClassLoader(ConnectionThreads.class.getClassLoader());
        thread.start();
        try {
            thread.join();
            return outcome.join();
        } catch (InterruptedException e) {
            if (outcome.cancel(false)) {
                thread.interrupt();
            } else if (!outcome.isCompletedExceptionally()) {
                close(outcome.join());
            }
            throw e;
        } catch (CompletionException e) {
            if (e.getCause() instanceof Exception failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause()); // a class is missing
        }
    }

    private static <T extends AutoCloseable> void attempt(Callable<T> body, CompletableFuture<T> outcome) {
        try {
            T opened = body.call();
            if (!outcome.complete(opened)) {
                close(opened); // too late: nobody waits for it any more
            }
        } catch (Throwable e) { // the thread's border; the caller throws it on
            outcome.completeExceptionally(e);
        }
    }

    private static void close(AutoCloseable opened) {
        try {
            opened.close();
        } catch (Exception e) {
            LOG.log(System.Logger.Level.DEBUG, "a connection that came too late was not closed in order", e);
        }
    }

    /** Waits, not longer than five seconds, until no other thread of the group is alive, and gives the group up. */
    void awaitEnd() {
        long end = System.nanoTime() + END.toNanos();
        boolean interrupted = false;
        for (Thread[] alive = others(); alive.length > 0; alive = others()) {
            long millis = (end - System.nanoTime()) / 1_000_000;
            if (millis <= 0 || interrupted) {
                LOG.log(
                        System.Logger.Level.WARNING,
                        "osprofiler: the connection is closed, but these threads of it did not end: {0}",
                        Arrays.stream(alive).map(Thread::getName).toList());
                break;
            }
            try {
                alive[0].join(millis);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        giveUp();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private Thread[] others() {
        Thread[] threads = new Thread[group.activeCount() + 8];
        group.enumerate(threads, true);
        return Arrays.stream(threads)
                .filter(Objects::nonNull)
                .filter(thread -> thread.isAlive() && thread != Thread.currentThread())
                .toArray(Thread[]::new);
    }

    /** Before Java 19 a group stays in its parent for ever, unless somebody takes it out. */
    private void giveUp() {
        ThreadGroup[] parts = new ThreadGroup[group.activeGroupCount() + 8];
        group.enumerate(parts, true);
        Arrays.stream(parts).filter(Objects::nonNull).forEach(ConnectionThreads::giveUp);
        giveUp(group);
    }

    /**
     * Not earlier: in a group that is a daemon no thread can start once its last one has ended, and the client's pools end
     * idle threads and start others.
     */
    @SuppressWarnings("removal") // both do nothing on newer Javas, where nothing has to be done
    private static void giveUp(ThreadGroup part) {
        part.setDaemon(true); // goes with its last thread
        try {
            part.destroy();
        } catch (IllegalThreadStateException e) {
            LOG.log(System.Logger.Level.TRACE, "a thread of {0} is alive, or it is gone already", part.getName());
        }
    }
}
