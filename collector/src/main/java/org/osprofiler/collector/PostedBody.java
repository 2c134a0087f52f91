package org.osprofiler.collector;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** A body while it arrives, within a length and a time. Beyond them reading fails, and {@link #problem} says why. */
final class PostedBody extends FilterInputStream {

    private final long longest;
    private final LongSupplier nanoTime;
    private final Duration limit;
    private long waited;
    private long length;
    private @Nullable HttpProblem problem;

    /**
     * @param longest bytes
     * @param limit of waiting for the client, all waits together; one that sends nothing at all is cut off by the server
     *     sooner. The time that storing takes is not the client's
     * @param nanoTime as System.nanoTime
     */
    PostedBody(InputStream body, long longest, Duration limit, LongSupplier nanoTime) {
        super(body);
        this.longest = longest;
        this.limit = limit;
        this.nanoTime = nanoTime;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int count) throws IOException {
        long before = nanoTime.getAsLong();
        int read = in.read(bytes, offset, count);
        waited += nanoTime.getAsLong() - before;
        if (read < 0) {
            return read;
        }
        length += read;
        if (length > longest) {
            throw failure(tooLong(longest));
        }
        if (waited > limit.toNanos()) {
            throw failure(
                    new HttpProblem(408, "a body has to arrive within " + limit.toSeconds() + " s; send less at once"));
        }
        return read;
    }

    private IOException failure(HttpProblem found) {
        problem = found;
        return new IOException(found);
    }

    static HttpProblem tooLong(long longest) {
        return new HttpProblem(413, "a body has at most " + longest + " bytes; send less at once");
    }

    /** Why reading failed, when that was because of a limit. */
    @Nullable
    HttpProblem problem() {
        return problem;
    }
}
