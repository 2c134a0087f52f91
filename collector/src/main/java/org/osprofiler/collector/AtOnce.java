package org.osprofiler.collector;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

/** Does with several parts, which may each wait for a network, what would take too long one after the other. */
final class AtOnce {

    private AtOnce() {}

    /**
     * Runs {@code task} for each part on a daemon thread of its own, and returns when all are done.
     *
     * @throws RuntimeException what a part threw; of several, any
     */
    static <T> void run(String threadName, List<? extends T> parts, Consumer<T> task) {
        List<CompletableFuture<Void>> running = parts.stream()
                .map(part -> CompletableFuture.runAsync(() -> task.accept(part), body -> {
                    Thread thread = new Thread(body, threadName);
                    thread.setDaemon(true);
                    thread.start();
                }))
                .toList();
        RuntimeException failure = null;
        for (CompletableFuture<Void> one : running) {
            try {
                one.join();
            } catch (CompletionException e) {
                failure = e.getCause() instanceof RuntimeException own ? own : e;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
