package org.osprofiler.report;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Puts the spans of one service on tracks on which they nest: a span stands on its parent's track if it lies within it and
 * nothing else runs there, else on the first track on which nothing runs. Takes the spans by their start, of those that start
 * together the longest first.
 */
final class ChromeTracks {

    static final Comparator<TraceSpan> ORDER = Comparator.comparingLong(TraceSpan::startedMicros)
            .thenComparing(Comparator.comparingLong(ChromeTracks::end).reversed())
            .thenComparingInt(TraceSpan::depth);

    private record Placed(TraceSpan span, int track) {}

    /** What runs on each track, the innermost first. */
    private final List<Deque<TraceSpan>> tracks = new ArrayList<>();

    private final PriorityQueue<Integer> idle = new PriorityQueue<>();
    private final PriorityQueue<Placed> running =
            new PriorityQueue<>(Comparator.comparingLong(placed -> end(placed.span)));

    /** When a span ends; one whose stop is before its start takes no time. */
    static long end(TraceSpan span) {
        return Math.max(span.startedMicros(), span.finishedMicros());
    }

    /**
     * The track of the next span, from 0 on.
     *
     * @param parentsTrack that of its parent; negative when it is none of this service
     */
    int place(TraceSpan span, @Nullable TraceSpan parent, int parentsTrack) {
        endAllBefore(span.startedMicros());
        int track = parent != null && isWithin(span, parent, parentsTrack) ? parentsTrack : idleTrack();
        tracks.get(track).push(span);
        running.add(new Placed(span, track));
        return track;
    }

    int count() {
        return tracks.size();
    }

    private boolean isWithin(TraceSpan span, TraceSpan parent, int track) {
        return track >= 0 && tracks.get(track).peek() == parent && end(span) <= end(parent);
    }

    private void endAllBefore(long time) {
        while (!running.isEmpty() && end(running.element().span) <= time) {
            int track = running.remove().track;
            Deque<TraceSpan> open = tracks.get(track);
            open.pop(); // the innermost: none ends after the one around it
            if (open.isEmpty()) {
                idle.add(track);
            }
        }
    }

    private int idleTrack() {
        Integer free = idle.poll();
        if (free != null) {
            return free;
        }
        tracks.add(new ArrayDeque<>(2));
        return tracks.size() - 1;
    }
}
