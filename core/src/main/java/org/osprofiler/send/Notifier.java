package org.osprofiler.send;

import java.io.IOException;
import java.util.List;

/**
 * Ships notifications to one destination. Made by a {@link NotifierProvider}, used by one {@link Sender} only.
 *
 * <p>All methods are called on the sender's thread, one at a time; they may block, and are interrupted when the sender
 * closes and its time is up. A notifier opens its connection with the first {@link #send} and opens a new one after a
 * failure.
 */
public interface Notifier extends AutoCloseable {

    /**
     * Sends all of them, in order, and returns when the destination has them.
     *
     * @param batch at least one, at most 512, or about 1 Mi characters
     * @throws RefusedException when the destination will never take this batch, or some of it; those are counted as lost, and
     *     the others are sent
     * @throws IOException when it may take it later; the sender waits and gives the same batch again
     * @throws InterruptedException when the sender's time is up
     */
    void send(List<OutgoingNotification> batch) throws IOException, InterruptedException;

    /** Nothing was sent for a minute: let go of connections and threads; the next {@link #send} opens them anew. */
    default void idle() {}

    /** Lets go of everything, threads included. Called once, or again without effect. */
    @Override
    void close();

    /** The destination understood and said no: sending again would not help. */
    final class RefusedException extends IOException {
        private static final long serialVersionUID = 1L;

        private final int refused;

        /** The whole batch is refused. */
        public RefusedException(String message) {
            this(message, Integer.MAX_VALUE);
        }

        /** @param refused how many of the batch; the others were sent */
        public RefusedException(String message, int refused) {
            super(message);
            this.refused = refused;
        }

        /** How many are lost of a batch that had {@code size}. */
        public int refusedOf(int size) {
            return Math.min(refused, size);
        }
    }
}
