package org.osprofiler.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a person asks first about a trace. Immutable.
 *
 * @param spans all spans, those in a cycle of parents too; so of the next two
 * @param errors finished spans that an exception ended
 * @param unfinished spans of which the start or the stop is missing
 * @param orphans roots whose parent is another span, of which nothing was read
 * @param dropped spans and notifications that the tracing processes say they lost
 * @param repeated how often one parent has {@value #REPEATED_FROM} spans or more of one {@link SqlShape}
 * @param places where most of the critical path's time went, at most {@value #PLACES}, most first
 */
public record TraceFacts(
        int spans, int errors, int unfinished, int orphans, long dropped, int repeated, List<Place> places) {

    /** From how many equal statements on under one parent they are repeated. */
    static final int REPEATED_FROM = 5;

    /** How many places are told. */
    static final int PLACES = 3;

    /**
     * Spans that did the same.
     *
     * @param count those of them that are on the critical path
     * @param micros their shares of it, more than 0
     * @param heaviest the one of them with the largest share, as its place in {@link RowOrder}, counted from 0
     */
    public record Place(SpanLabel.Alike alike, int count, long micros, int heaviest) {}

    /** Whether a span counts as an error. */
    public static boolean isError(TraceSpan span) {
        return !isUnfinished(span) && span.error() != null;
    }

    /** Whether the start or the stop of a span is missing. */
    public static boolean isUnfinished(TraceSpan span) {
        return !span.hasStart() || !span.hasStop();
    }

    /** Whether a span lacks its parent. */
    public static boolean isOrphan(Trace trace, TraceSpan span) {
        return span.depth() == 0 && !span.parentId().equals(trace.baseId());
    }

    /**
     * Looks through a trace.
     *
     * @param path the trace's
     */
    public static TraceFacts of(Trace trace, CriticalPath path) {
        int errors = 0;
        int unfinished = 0;
        int repeated = 0;
        for (TraceSpan span : trace.spans()) {
            errors += isError(span) ? 1 : 0;
            unfinished += isUnfinished(span) ? 1 : 0;
            repeated += repeated(span.children());
        }
        int orphans = 0;
        for (TraceSpan root : trace.roots()) {
            orphans += isOrphan(trace, root) ? 1 : 0;
        }
        long dropped = 0;
        for (long lost : trace.losses().values()) {
            dropped = TraceAssembly.sum(dropped, lost);
        }
        return new TraceFacts(
                trace.spans().size(), errors, unfinished, orphans, dropped, repeated, places(trace, path));
    }

    private static int repeated(List<TraceSpan> siblings) {
        if (siblings.size() < REPEATED_FROM) {
            return 0;
        }
        Map<String, Integer> counts = new HashMap<>();
        for (TraceSpan sibling : siblings) {
            String shape = sibling.statementShape();
            if (shape != null) {
                counts.merge(shape, 1, Integer::sum);
            }
        }
        return (int)
                counts.values().stream().filter(count -> count >= REPEATED_FROM).count();
    }

    private static List<Place> places(Trace trace, CriticalPath path) {
        Map<SpanLabel.Alike, Sum> sums = new LinkedHashMap<>();
        RowOrder.visit(trace, (span, row) -> {
            if (path.contains(span)) {
                sums.computeIfAbsent(SpanLabel.alike(span), alike -> new Sum()).add(path.micros(span), row);
            }
        });
        List<Place> places = new ArrayList<>(sums.size());
        sums.forEach((alike, sum) -> {
            if (sum.micros > 0) {
                places.add(new Place(alike, sum.count, sum.micros, sum.heaviest));
            }
        });
        places.sort(Comparator.comparingLong(Place::micros).reversed());
        return List.copyOf(places.subList(0, Math.min(PLACES, places.size())));
    }

    private static final class Sum {
        private int count;
        private long micros;
        private long most = -1;
        private int heaviest;

        void add(long share, int row) {
            count++;
            micros += share;
            if (share > most) {
                most = share;
                heaviest = row;
            }
        }
    }
}
