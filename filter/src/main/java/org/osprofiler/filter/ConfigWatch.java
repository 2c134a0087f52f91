package org.osprofiler.filter;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Looks every few seconds whether files have changed, on a thread of its own. */
final class ConfigWatch implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(ProfilerFilter.class.getName());

    private final List<Path> files;
    private final Duration every;
    private final Runnable onChange;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;

    /** Of the last look; taken when the watch is made, so that no later change is missed. The watch's thread alone uses it. */
    private List<Object> seen;

    /**
     * @param onChange called on the watch's thread
     */
    ConfigWatch(String name, List<Path> files, Duration every, Runnable onChange) {
        this.files = files;
        this.every = every;
        this.onChange = onChange;
        this.seen = state();
        this.thread = new Thread(null, this::run, "osprofiler-reload " + name, 0, false); // inherits no thread-local
        thread.setDaemon(true);
        thread.setContextClassLoader(ConfigWatch.class.getClassLoader());
    }

    void start() {
        thread.start();
    }

    private void run() {
        try {
            while (!closed.await(every.toMillis(), TimeUnit.MILLISECONDS)) {
                List<Object> now = state();
                if (!now.equals(seen)) {
                    seen = now;
                    tellChange();
                }
            }
        } catch (InterruptedException e) {
            // closing
        }
    }

    private void tellChange() {
        try {
            onChange.run();
        } catch (RuntimeException | LinkageError e) { // the next change may be a good one
            LOG.log(System.Logger.Level.WARNING, "osprofiler: a changed configuration is not used, a defect", e);
        }
    }

    /** Times and sizes: an editor may write twice within one tick of the clock. */
    private List<Object> state() {
        List<Object> state = new ArrayList<>(files.size() * 2);
        for (Path file : files) {
            try {
                state.add(Files.getLastModifiedTime(file));
                state.add(Files.size(file));
            } catch (IOException e) {
                state.add(FileTime.fromMillis(0)); // away for now, perhaps between two writes
                state.add(-1L);
            }
        }
        return state;
    }

    /** Returns when the thread is gone, or after a second. */
    @Override
    public void close() {
        closed.countDown();
        try {
            thread.join(1000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
