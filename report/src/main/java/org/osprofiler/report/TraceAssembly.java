package org.osprofiler.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
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

    /** In {@code info} of a stop, usually a root's: what its process could not record, by reason. */
    private static final String DROPPED = "dropped";

    private final StatementShapes shapes = new StatementShapes();
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
        Node aboveRoots = new Node(-1);
        for (Node node : nodes.values()) {
            nodes.getOrDefault(node.parentId(), aboveRoots).addChild(node);
        }
        List<Node> parentsFirst = parentsFirst(aboveRoots);
        for (int i = parentsFirst.size() - 1; i >= 0; i--) {
            parentsFirst.get(i).build();
        }
        List<TraceSpan> unreachable = new ArrayList<>();
        List<TraceSpan> spans = new ArrayList<>(nodes.size());
        for (Node node : nodes.values()) {
            if (node.built == null) {
                node.lastChild = null;
                unreachable.add(node.build());
            }
            TraceSpan span = node.build();
            spans.add(span);
            addLosses(span);
        }
        boolean empty = nodes.isEmpty();
        return new Trace(
                baseId,
                aboveRoots.children(),
                List.copyOf(spans),
                List.copyOf(unreachable),
                empty ? 0 : earliest,
                empty ? 0 : latest,
                lastStart == Long.MIN_VALUE ? OptionalLong.empty() : OptionalLong.of(lastStart),
                Collections.unmodifiableSortedMap(losses),
                List.copyOf(leftOut));
    }

    private static List<Node> parentsFirst(Node aboveRoots) {
        List<Node> order = new ArrayList<>();
        aboveRoots.depth = -1;
        int next = 0;
        for (Node node = aboveRoots; node != null; node = next < order.size() ? order.get(next++) : null) {
            for (Node child = node.lastChild; child != null; child = child.previousSibling) {
                child.depth = node.depth + 1;
                order.add(child);
            }
        }
        return order;
    }

    private void addLosses(TraceSpan span) {
        if (span.stopInfo().get(DROPPED) instanceof Map<?, ?> dropped) {
            for (Map.Entry<?, ?> loss : dropped.entrySet()) {
                if (loss.getValue() instanceof Long count && count > 0) {
                    losses.merge(String.valueOf(loss.getKey()), count, TraceAssembly::sum);
                }
            }
        }
    }

    /** Of numbers that are not negative; the largest there is, where it would be larger. */
    static long sum(long a, long b) {
        long sum = a + b;
        return sum < 0 ? Long.MAX_VALUE : sum;
    }

    /** A span while its notifications come in; without lists of its own, as there are many. */
    private final class Node {
        private final int readingIndex;
        private List<Notification> notifications = List.of();
        /** The child read last; the one before is its {@link #previousSibling}. */
        private @Nullable Node lastChild;

        private @Nullable Node previousSibling;
        private int depth;
        private @Nullable Notification start;
        private @Nullable Notification stop;
        private long started;
        private long finished;
        private @Nullable TraceSpan built;

        Node(int readingIndex) {
            this.readingIndex = readingIndex;
        }

        String parentId() {
            return notifications.get(0).parentId();
        }

        void add(Notification notification, boolean isStop, long at) {
            switch (notifications.size()) {
                case 0 -> notifications = List.of(notification);
                case 1 -> notifications = List.of(notifications.get(0), notification);
                case 2 -> {
                    notifications = new ArrayList<>(notifications);
                    notifications.add(notification);
                }
                default -> notifications.add(notification);
            }
            if (isStop) {
                stop = notification;
                finished = at;
            } else {
                start = notification;
                started = at;
            }
        }

        void addChild(Node child) {
            child.previousSibling = lastChild;
            lastChild = child;
        }

        /** The span; its children must have been built. */
        TraceSpan build() {
            if (built == null) {
                SpanTimes times = new SpanTimes(
                        start, stop, start == null ? finished : started, stop == null ? started : finished);
                built = new TraceSpan(shapes, List.copyOf(notifications), readingIndex, depth, times, children());
            }
            return built;
        }

        /** The spans of the children, by their start; equal ones in the order of reading. */
        List<TraceSpan> children() {
            if (lastChild == null) {
                return List.of();
            }
            List<TraceSpan> spans = new ArrayList<>();
            for (Node child = lastChild; child != null; child = child.previousSibling) {
                spans.add(child.build());
            }
            Collections.reverse(spans);
            spans.sort(Comparator.comparingLong(TraceSpan::startedMicros));
            return List.copyOf(spans);
        }
    }
}
