package org.osprofiler.report.page;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osprofiler.wire.JsonWriter;

/**
 * Different shapes, numbered as they come. A shape is given step by step, names and marks, and found in a tree of all shapes
 * before it, so that nothing is built for a shape that was there. Not thread safe.
 */
final class ShapeTable {

    /** What stands in a shape beside names. */
    enum Mark {
        OBJECT("{"),
        END_OBJECT("}"),
        ARRAY("["),
        END_ARRAY("]"),
        TRUE("true"),
        FALSE("false"),
        NULL("null"),
        NUMBER("#"),
        TEXT("S"),
        START("A"),
        STOP("Z"),
        BASE_ID("B"),
        SPAN_ID("I"),
        PARENT_ID("P"),
        TIME("T"),
        PROJECT("p"),
        SERVICE("s"),
        HOST("h");

        private final String text;

        Mark(String text) {
            this.text = text;
        }

        static Mark of(@Nullable Object trueFalseOrNull) {
            if (trueFalseOrNull == null) {
                return NULL;
            }
            return trueFalseOrNull.equals(true) ? TRUE : FALSE;
        }

        private void write(JsonWriter json) {
            switch (this) {
                case OBJECT -> json.beginObject();
                case END_OBJECT -> json.endObject();
                case ARRAY -> json.beginArray();
                case END_ARRAY -> json.endArray();
                default -> json.raw(text);
            }
        }
    }

    /** Where a shape stands in the tree; the steps after it that were seen. */
    private static final class Step {
        private static final int NO_END = -1;

        private final @Nullable Step before;
        private final Object nameOrMark;
        private int number = NO_END;
        private @Nullable Step lastNext;
        private @Nullable Map<Object, Step> allNext;

        Step(@Nullable Step before, Object nameOrMark) {
            this.before = before;
            this.nameOrMark = nameOrMark;
        }

        /** The next step, mostly the one that was asked for last. */
        Step next(Object after) {
            Step last = lastNext;
            if (last != null && last.nameOrMark.equals(after)) {
                return last;
            }
            Step next = last == null ? new Step(this, after) : among(last, after);
            lastNext = next;
            return next;
        }

        private Step among(Step first, Object after) {
            Map<Object, Step> all = allNext;
            if (all == null) {
                all = new HashMap<>(4);
                all.put(first.nameOrMark, first);
                allNext = all;
            }
            return all.computeIfAbsent(after, anew -> new Step(this, anew));
        }
    }

    private final Step root = new Step(null, "");
    private final TextTable texts = new TextTable();
    private Step at = root;

    void begin() {
        at = root;
    }

    void add(String name) {
        at = at.next(name);
    }

    void add(Mark mark) {
        at = at.next(mark);
    }

    /** The number of the shape, a new one for a new shape. */
    int end() {
        if (at.number == Step.NO_END) {
            at.number = texts.number(text(at));
        }
        return at.number;
    }

    private static String text(Step end) {
        Deque<Object> steps = new ArrayDeque<>();
        for (Step step = end; step.before != null; step = step.before) {
            steps.push(step.nameOrMark);
        }
        JsonWriter json = new JsonWriter(JsonWriter.Style.COMPACT);
        for (Object step : steps) {
            if (step instanceof Mark mark) {
                mark.write(json);
            } else {
                json.name((String) step);
            }
        }
        return json.toString();
    }

    byte[] packed() {
        return texts.packed();
    }
}
