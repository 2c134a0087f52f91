package org.osprofiler.report;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.osprofiler.wire.Notification;
import org.osprofiler.wire.Timestamp;

/** Collects notifications by span, then builds the tree from the leaves up. Used once. */
final class TraceAssembly {

    /** In {@code info} of a root's stop: what its process could not record, by reason. */
    private static final String DROPPED = "dropped";

    private final Map<String, Node> nodes = new LinkedHashMap<>();
    private final List<LeftOut> leftOut = new ArrayList<>();
    private final SortedMap<String, Long> losses = new TreeMap<>();
    private @Nullable String baseId;
    private long earliest = Long.MAX_VALUE;
    private long latest = Long.MIN_VALUE;
    private long lastStart = Long.MIN_VALUE;

    void add(Notification notification) {
        if (baseId == null) {
            baseId = notification.baseId();
        }
        OptionalLong time = Timestamp.parse(notification.timestamp());
        String reason = Unreadable.reason(notification, time);
        if (reason != null) {
            leftOut.add(new LeftOut(notification.name() + " of span " + notification.spanId(), reason));
            return;
        }
        long at = time.getAsLong();
        boolean stop = notification.isStop();
        nodes.computeIfAbsent(notification.spanId(), id -> new Node(nodes.size()))
                .add(notification, stop, at);
        earliest = Math.min(earliest, at);
        latest = Math.max(latest, at);
        if (!stop) {
            lastStart = Math.max(lastStart, at);
        }
    }

    Trace build() {
        List<Node> roots = new ArrayList<>();
        for (Node node : nodes.values()) {
            Node parent = nodes.get(node.first().parentId());
            (parent == null ? roots : parent.children).add(node);
        }
        List<Node> parentsFirst = parentsFirst(roots);
        for (int i = parentsFirst.size() - 1; i >= 0; i--) {
            parentsFirst.get(i).build();
        }
        List<TraceSpan> unreachable = new ArrayList<>();
        List<TraceSpan> spans = new ArrayList<>(nodes.size());
        for (Node node : nodes.values()) {
            if (node.built == null) {
                node.children.clear();
                unreachable.add(node.build());
            }
            TraceSpan span = node.build();
            spans.add(span);
            addLosses(span);
        }
        boolean empty = nodes.isEmpty();
        return new Trace(
                baseId,
                built(roots),
                List.copyOf(spans),
                List.copyOf(unreachable),
                empty ? 0 : earliest,
                empty ? 0 : latest,
                lastStart == Long.MIN_VALUE ? OptionalLong.empty() : OptionalLong.of(lastStart),
                Collections.unmodifiableSortedMap(losses),
                List.copyOf(leftOut));
    }

    private static List<Node> parentsFirst(List<Node> roots) {
        List<Node> order = new ArrayList<>();
        Deque<Node> open = new ArrayDeque<>(roots);
        while (!open.isEmpty()) {
            Node node = open.pop();
            order.add(node);
            for (Node child : node.children) {
                child.depth = node.depth + 1;
                open.push(child);
            }
        }
        return order;
    }

    private static List<TraceSpan> built(List<Node> nodes) {
        List<TraceSpan> spans = new ArrayList<>(nodes.size());
        for (Node node : nodes) {
            spans.add(node.build());
        }
        spans.sort(Comparator.comparingLong(TraceSpan::startedMicros));
        return List.copyOf(spans);
    }

    private void addLosses(TraceSpan span) {
        if (span.stopInfo().get(DROPPED) instanceof Map<?, ?> dropped) {
            for (Map.Entry<?, ?> loss : dropped.entrySet()) {
                if (loss.getValue() instanceof Long count && count > 0) {
                    losses.merge(String.valueOf(loss.getKey()), count, Long::sum);
                }
            }
        }
    }

    /** A span while its notifications come in. */
    private static final class Node {
        private final int readingIndex;
        private final List<Notification> notifications = new ArrayList<>(2);
        private final List<Node> children = new ArrayList<>(0);
        private int depth;
        private @Nullable Notification start;
        private @Nullable Notification stop;
        private long started;
        private long finished;
        private @Nullable TraceSpan built;

        Node(int readingIndex) {
            this.readingIndex = readingIndex;
        }

        Notification first() {
            return notifications.get(0);
        }

        void add(Notification notification, boolean isStop, long at) {
            notifications.add(notification);
            if (isStop) {
                stop = notification;
                finished = at;
            } else {
                start = notification;
                started = at;
            }
        }

        /** The span; its children must have been built. */
        TraceSpan build() {
            if (built == null) {
                SpanTimes times = new SpanTimes(
                        start, stop, start == null ? finished : started, stop == null ? started : finished);
                built = new TraceSpan(notifications, readingIndex, depth, times, built(children));
            }
            return built;
        }

        private static List<TraceSpan> built(List<Node> nodes) {
            return TraceAssembly.built(nodes);
        }
    }
}
