package org.osprofiler.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Siblings that did the same, such as one query a row: shown as one line. A single span is a group of one. */
record SiblingGroup(List<TraceSpan> spans) {

    /** From how many alike siblings on they are folded. */
    static final int FOLD_FROM = 5;

    TraceSpan first() {
        return spans.get(0);
    }

    boolean isFolded() {
        return spans.size() > 1;
    }

    /** The sum of the durations; a negative one takes no time. */
    long totalMicros() {
        return spans.stream()
                .mapToLong(span -> Math.max(0, span.durationMicros()))
                .sum();
    }

    long selfMicros() {
        return spans.stream().mapToLong(TraceSpan::selfMicros).sum();
    }

    /** The span that took most time, the first of equal ones. */
    TraceSpan longest() {
        TraceSpan longest = first();
        for (TraceSpan span : spans) {
            if (span.durationMicros() > longest.durationMicros()) {
                longest = span;
            }
        }
        return longest;
    }

    int unfinished() {
        return (int) spans.stream().filter(TraceFacts::isUnfinished).count();
    }

    /** The siblings in their order; a group stands at the place of its first. */
    static List<SiblingGroup> of(List<TraceSpan> siblings) {
        if (siblings.size() < FOLD_FROM) {
            return siblings.stream().map(SiblingGroup::single).toList();
        }
        Map<SpanLabel.Alike, List<TraceSpan>> byAlike = new HashMap<>();
        List<List<TraceSpan>> alikeOfEach = new ArrayList<>(siblings.size());
        for (TraceSpan span : siblings) {
            List<TraceSpan> alike = byAlike.computeIfAbsent(SpanLabel.alike(span), key -> new ArrayList<>(1));
            alike.add(span);
            alikeOfEach.add(alike);
        }
        List<SiblingGroup> groups = new ArrayList<>();
        for (int i = 0; i < siblings.size(); i++) {
            TraceSpan span = siblings.get(i);
            List<TraceSpan> alike = alikeOfEach.get(i);
            if (alike.size() < FOLD_FROM) {
                groups.add(single(span));
            } else if (alike.get(0) == span) {
                groups.add(new SiblingGroup(alike));
            }
        }
        return groups;
    }

    private static SiblingGroup single(TraceSpan span) {
        return new SiblingGroup(List.of(span));
    }
}
