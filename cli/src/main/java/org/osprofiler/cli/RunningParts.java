package org.osprofiler.cli;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The servers of a command that runs until Ctrl-C or SIGTERM. Then they are closed, the last one first, and the process ends
 * with exit code 0: to be stopped is how it ends, and not an error.
 *
 * <p>Used by the main thread, and by the JVM's shutdown thread when the signal comes, at any time.
 */
final class RunningParts implements AutoCloseable {

    private final Console console;
    private final Thread hook = new Thread(this::stopped, "osprofiler-stop");
    /** Guarded by this: while the shutdown thread closes parts, the main thread cannot add or close any. */
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();

    private RunningParts(Console console) {
        this.console = console;
    }

    static RunningParts open(Console console) {
        RunningParts running = new RunningParts(console);
        Runtime.getRuntime().addShutdownHook(running.hook);
        return running;
    }

    /** Takes charge of a part that was started. */
    synchronized <T extends AutoCloseable> T add(T part) {
        parts.push(part);
        return part;
    }

    /** Waits for the signal; does not return. */
    void await() throws InterruptedException {
        while (true) {
            Thread.sleep(Long.MAX_VALUE);
        }
    }

    private void stopped() {
        int code = closeParts() ? ExitCode.DONE : ExitCode.FAILED;
        console.err().flush();
        Runtime.getRuntime().halt(code); // else the JVM's own would be 143
    }

    /** The end without a signal. */
    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            return; // the signal came meanwhile: the shutdown thread closes, and ends the process
        }
        if (!closeParts()) {
            throw Failure.failed("not everything was closed in order");
        }
    }

    private synchronized boolean closeParts() {
        boolean clean = true;
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception e) {
                console.say("while stopping: " + e);
                clean = false;
            }
        }
        return clean;
    }
}
