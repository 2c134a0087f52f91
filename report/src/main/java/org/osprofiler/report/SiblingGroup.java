package org.osprofiler.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Siblings that did the same, such as one query a row: shown as one line. A single span is a group of one. */
record SiblingGroup(List<TraceSpan> spans) {

    /** From how many on a group is folded. */
    private static final int FOLD_FROM = 3;

    private record Same(String name, String service, String summary) {}

    TraceSpan first() {
        return spans.get(0);
    }

    boolean isFolded() {
        return spans.size() > 1;
    }

    long totalMicros() {
        return spans.stream().mapToLong(TraceSpan::durationMicros).sum();
    }

    long longestMicros() {
        return spans.stream().mapToLong(TraceSpan::durationMicros).max().orElse(0);
    }

    /** The siblings in groups, at the place of each group's first; only spans without children and faults are folded. */
    static List<SiblingGroup> of(List<TraceSpan> siblings) {
        Map<Object, List<TraceSpan>> groups = new LinkedHashMap<>();
        for (TraceSpan span : siblings) {
            groups.computeIfAbsent(key(span), same -> new ArrayList<>(1)).add(span);
        }
        List<SiblingGroup> lines = new ArrayList<>();
        for (List<TraceSpan> group : groups.values()) {
            if (group.size() >= FOLD_FROM) {
                lines.add(new SiblingGroup(group));
            } else {
                group.forEach(span -> lines.add(new SiblingGroup(List.of(span))));
            }
        }
        return lines;
    }

    private static Object key(TraceSpan span) {
        boolean foldable = span.children().isEmpty() && span.error() == null && span.hasStart() && span.hasStop();
        return foldable
                ? new Same(span.name(), String.valueOf(span.service()), SpanSummary.of(span))
                : span; // equal to itself only
    }
}
