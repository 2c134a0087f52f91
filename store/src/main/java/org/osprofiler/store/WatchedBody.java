package org.osprofiler.store;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpTimeoutException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The body of an answer, given up when the server falls silent or never ends: reading it then fails with a {@link
 * HttpTimeoutException}. Read by one thread; the watch runs on the JDK's own timer and wakes that thread by closing the body.
 */
final class WatchedBody extends FilterInputStream {

    private static final int LOOKS = 4;

    private final HttpStore.Patience patience;
    private final long end;
    private final Executor nextLook;

    /** System.nanoTime; written by the reader, read by the watch. */
    private volatile long lastPart = System.nanoTime();

    /** Set by the watch before it closes the body, so the reader sees it when it wakes. */
    private volatile boolean givenUp;

    private volatile boolean closed;

    WatchedBody(InputStream body, HttpStore.Patience patience) {
        super(body);
        this.patience = patience;
        end = System.nanoTime() + patience.answer().toNanos();
        nextLook = CompletableFuture.delayedExecutor(
                Math.max(1, patience.silence().toMillis() / LOOKS), TimeUnit.MILLISECONDS);
        nextLook.execute(this::look);
    }

    private void look() {
        if (closed) {
            return;
        }
        long now = System.nanoTime();
        if (now - lastPart < patience.silence().toNanos() && now - end < 0) {
            nextLook.execute(this::look);
            return;
        }
        givenUp = true;
        try {
            in.close();
        } catch (IOException e) {
            // the reader is told by its own exception
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        try {
            int read = in.read(bytes, offset, length);
            lastPart = System.nanoTime();
            if (givenUp) {
                throw timedOut();
            }
            return read;
        } catch (IOException e) {
            throw givenUp ? timedOut() : e;
        }
    }

    private HttpTimeoutException timedOut() {
        return new HttpTimeoutException(
                "its answer stalled: nothing for " + patience.silence().toSeconds() + " s, or not whole after "
                        + patience.answer().toSeconds() + " s");
    }

    /** The timeout of a body among the causes of a failure; null when there is none. */
    static @Nullable HttpTimeoutException timeout(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof HttpTimeoutException timeout) {
                return timeout;
            }
        }
        return null;
    }

    @Override
    public void close() throws IOException {
        closed = true;
        super.close();
    }
}
