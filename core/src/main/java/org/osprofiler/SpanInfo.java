package org.osprofiler;

/**
 * What is known of a span, kept as it was found and written later on the sender's thread.
 *
 * <p>Implementations are immutable, hold no object of the application, and cut their texts to the limits before they are
 * made: see {@link Span#limits()}.
 */
public interface SpanInfo {

    /** Writes its fields into the notification's {@code info}. On the sender's thread; must not throw. */
    void write(InfoWriter out);

    /**
     * How many characters it holds, about; what makes long entries count against {@code queue_bytes}. Asked on the request's
     * thread: always the same number, at once.
     */
    default int weight() {
        return 0;
    }
}
