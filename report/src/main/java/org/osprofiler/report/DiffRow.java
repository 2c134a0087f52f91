package org.osprofiler.report;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Spans of two traces that did the same at the same place: on one path of names and labels. Times are microseconds.
 * Immutable. Compared by identity: comparing paths would recurse.
 */
public final class DiffRow {

    /** Between the steps of a path. */
    static final String STEP = " > ";

    /** Levels of a path that are written: all paths of a chain of 100,000 levels would be a text of terabytes. */
    private static final int LONGEST_PATH = 2_000;

    /** What became of the spans from the first trace to the second; by their self time. */
    public enum Kind {
        SLOWER,
        FASTER,
        /** Only in the second. */
        NEW,
        /** Only in the first. */
        GONE,
        SAME;

        /** As it is written: {@code slower}. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * All spans of a row in one trace.
     *
     * @param micros the sum of their durations; unfinished and negative ones take no time
     * @param selfMicros the sum of their self times
     */
    record Side(int count, long micros, long selfMicros) {

        static final Side NONE = new Side(0, 0, 0);

        Side plus(TraceSpan span) {
            return new Side(count + 1, micros + Math.max(0, span.durationMicros()), selfMicros + span.selfMicros());
        }
    }

    private final @Nullable DiffRow parent;
    private final String text;
    private final Side a;
    private final Side b;

    DiffRow(@Nullable DiffRow parent, String text, Side a, Side b) {
        this.parent = parent;
        this.text = text;
        this.a = a;
        this.b = b;
    }

    /** The row of the spans around these; null of roots. */
    public @Nullable DiffRow parent() {
        return parent;
    }

    /** The last step of the path: name and label, see {@link SpanLabel.Alike#text()}. */
    public String text() {
        return text;
    }

    public Kind kind() {
        if (a.count == 0) {
            return Kind.NEW;
        }
        if (b.count == 0) {
            return Kind.GONE;
        }
        return deltaMicros() > 0 ? Kind.SLOWER : deltaMicros() < 0 ? Kind.FASTER : Kind.SAME;
    }

    public long aMicros() {
        return a.micros;
    }

    public long bMicros() {
        return b.micros;
    }

    public int aCount() {
        return a.count;
    }

    public int bCount() {
        return b.count;
    }

    /** By how much the self time grew from the first trace to the second. */
    public long deltaMicros() {
        return b.selfMicros - a.selfMicros;
    }

    /**
     * All steps from the root on, with {@value #STEP} between them; of more than {@value #LONGEST_PATH} the last ones. Made
     * anew for each call: the paths of a deep trace are long.
     */
    public String path() {
        Deque<String> steps = new ArrayDeque<>();
        DiffRow row = this;
        while (row != null && steps.size() < LONGEST_PATH) {
            steps.push(row.text);
            row = row.parent;
        }
        if (row != null) {
            steps.push("…");
        }
        return String.join(STEP, steps);
    }

    @Override
    public String toString() {
        return kind().text() + " " + text;
    }
}
