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

    /** How many characters it holds, about; what makes long entries count against {@code queue_bytes}. */
    default int weight() {
        return 0;
    }

    /** This and then the other. */
    default SpanInfo and(SpanInfo other) {
        SpanInfo first = this;
        return new SpanInfo() {
            @Override
            public void write(InfoWriter out) {
                first.write(out);
                other.write(out);
            }

            @Override
            public int weight() {
                return first.weight() + other.weight();
            }
        };
    }
}
