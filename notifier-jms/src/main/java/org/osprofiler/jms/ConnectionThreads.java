package org.osprofiler.jms;

import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Knows the threads that a client's connection starts, by their thread group: the client has no way to ask for them or to
 * wait for their end, and a thread that outlives the application keeps its classes.
 */
final class ConnectionThreads {

    private static final System.Logger LOG = System.getLogger(ConnectionThreads.class.getName());
    private static final Duration END = Duration.ofSeconds(5);

    private final ThreadGroup group;

    ConnectionThreads(String name) {
        group = new ThreadGroup(name);
    }

    /**
     * Runs {@code body} on a thread of the group, so that threads started by it belong to the group, and with our own
     * class loader as context: not that of the caller, which other threads would keep.
     *
     * @throws InterruptedException when the calling thread is interrupted; then so is the body
     */
    <T> T call(Callable<T> body) throws Exception {
        FutureTask<T> task = new FutureTask<>(body);
        Thread thread = new Thread(group, task, group.getName());
        thread.setDaemon(true);
        thread.setContextClassLoader(ConnectionThreads.class.getClassLoader());
        thread.start();
        try {
            T result = task.get();
            thread.join();
            return result;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Exception failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            thread.interrupt();
            awaitEnd(thread); // what it may have opened meanwhile is closed by the caller
            throw e;
        }
    }

    private static void awaitEnd(Thread thread) {
        try {
            thread.join(END.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits, not longer than five seconds, until no thread of the group is alive. */
    void awaitEnd() {
        long end = System.nanoTime() + END.toNanos();
        boolean interrupted = false;
        for (Thread[] alive = alive(); alive.length > 0; alive = alive()) {
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
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private Thread[] alive() {
        Thread[] threads = new Thread[group.activeCount() + 8];
        group.enumerate(threads, true);
        return Arrays.stream(threads)
                .filter(Objects::nonNull)
                .filter(Thread::isAlive)
                .toArray(Thread[]::new);
    }
}
