package org.osprofiler;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was added to a span, piece by piece. A field that is added again takes the place of what it was, as in Python's
 * dict. Bounded: a loop that adds must not fill the memory. Confined to the thread that works for the span, then to the
 * sender's.
 */
final class InfoList implements SpanInfo {

    /** Characters that stand for the objects around a piece. */
    private static final int PIECE = 32;

    /** By the field's name where the application gave one, else by itself. */
    private final Map<Object, SpanInfo> pieces = new LinkedHashMap<>();

    private int weight;

    /** The weight of what may be another module's code: on a request's path its defects stay here. */
    static int weigh(@Nullable SpanInfo info) {
        try {
            return info == null ? 0 : info.weight();
        } catch (RuntimeException | StackOverflowError | LinkageError e) {
            return 0;
        }
    }

    /** False when the limit is reached and it was left out. */
    boolean add(SpanInfo piece, int maxWeight) {
        int more = PIECE + weigh(piece);
        if (weight + more > maxWeight) {
            return false;
        }
        weight += more;
        SpanInfo before = pieces.put(piece instanceof NamedValue field ? field.key() : piece, piece);
        if (before != null) {
            weight -= PIECE + weigh(before);
        }
        return true;
    }

    @Override
    public void write(InfoWriter out) {
        for (SpanInfo piece : pieces.values()) {
            piece.write(out);
        }
    }

    @Override
    public int weight() {
        return weight;
    }
}
