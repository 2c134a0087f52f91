package org.osprofiler.interceptor.programs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.osprofiler.testkit.Vectors;
import org.osprofiler.wire.Notification;

/**
 * What ours is to send: what Python sent, in its order, with what rules on the program's input change. The player tells step by
 * step what happens, so that each notification of Python's is known by what it was sent for.
 *
 * <p>Python stops what was started last, whoever stops; ours stops what belongs to the step (D7). While nobody leaves a span open
 * or stops one too many both are the same, and nothing here may differ from the record.
 */
final class OurNotifications {

    /** A span of ours, with Python's ids. */
    static final class OpenSpan {
        private final String name;
        private final Object baseId;
        private final Object id;
        private final Object parentId;
        private final OpenSpan below;
        private boolean isStopped;

        private OpenSpan(String name, Map<String, Object> python, Object parentId, OpenSpan below) {
            this.name = name;
            this.baseId = python.get(Notification.BASE_ID);
            this.id = python.get(Notification.SPAN_ID);
            this.parentId = parentId;
            this.below = below;
        }

        private boolean isAbove(OpenSpan other) {
            return below != null && (below == other || below.isAbove(other));
        }
    }

    static final String WRAPPED_ONCE = "no counterpart: Java's annotation stands once on a method";

    private static final String UNBALANCED =
            "D7: a span left open stays unfinished, one stop too many is ignored, and the others are right";

    private final List<Map<String, Object>> recorded;
    private final Deque<Map<String, Object>> pythons;
    private final List<Map<String, Object>> expected = new ArrayList<>();

    /** The places where ours differs, each with its reason. */
    final TreeSet<String> differences = new TreeSet<>();

    /** Whether other spans are started and stopped than in Python, not just told otherwise. */
    private boolean spansDiffer;

    /** Names of the spans that Python has open, the last one first. */
    private final Deque<String> openInPython = new ArrayDeque<>();

    private boolean isTracedByPython;
    private boolean isTracedByUs;
    private OpenSpan current;
    private Object parentOfRoots;
    private int extraStops;

    OurNotifications(Program program) {
        recorded = program.notifications();
        pythons = new ArrayDeque<>(recorded);
    }

    /** The profiler is on the thread; the first time counts. */
    void inited() {
        isTracedByPython = true;
        isTracedByUs = true;
        parentOfRoots = null;
    }

    /** As {@link #inited}, but ours does not trace. */
    void initedInPythonOnly(String why) {
        inited();
        isTracedByUs = false;
        spansDiffer(why);
    }

    private void spansDiffer(String why) {
        differences.add(why);
        spansDiffer = true;
    }

    void cleaned() {
        isTracedByPython = false;
        isTracedByUs = false;
        openInPython.clear();
        current = null;
    }

    /** A start, of Python's and ours; null where ours is none. */
    OpenSpan started(String name, UnaryOperator<Map<String, Object>> info) {
        Map<String, Object> python = startedInPython(name);
        if (python == null || !isTracedByUs) {
            return null;
        }
        Object parentId = current == null ? parentOfRoots : current.id;
        current = new OpenSpan(cut(name), python, parentId, current);
        expect(current, Notification.START, info.apply(info(python)));
        return current;
    }

    /** A start that has no counterpart in Java, of a call of {@code function}. */
    void startedInPythonOnly(String name, Function function) {
        if (startedInPython(name) != null && isTracedByUs) {
            spansDiffer(function.isStatic() ? "no counterpart: static methods have no interceptors" : WRAPPED_ONCE);
        }
    }

    private Map<String, Object> startedInPython(String name) {
        if (!isTracedByPython) {
            return null;
        }
        Map<String, Object> python = next(name + Notification.START);
        if (parentOfRoots == null) {
            parentOfRoots = python.get(Notification.PARENT_ID);
        }
        openInPython.push(name);
        return python;
    }

    /** The span that a step without one of its own stops; null for none. */
    OpenSpan current() {
        return current;
    }

    /**
     * A stop.
     *
     * @param span the one that belongs to the step; null for none
     * @param own the info that the step gives
     * @param info what the rules make of Python's
     * @return false where Python fails, for it has nothing to stop
     */
    boolean stopped(OpenSpan span, Map<String, Object> own, UnaryOperator<Map<String, Object>> info) {
        boolean fails = isTracedByPython && openInPython.isEmpty();
        Map<String, Object> python = stoppedInPython();
        if (isTracedByUs && (span == null || span != current || python == null)) {
            spansDiffer(UNBALANCED);
        }
        if (span != null && span.isStopped) {
            extraStops++;
        } else if (span != null) {
            span.isStopped = true;
            if (current == span || current != null && current.isAbove(span)) {
                current = span.below;
            }
            expect(span, Notification.STOP, python == null ? own : info.apply(info(python)));
        }
        return !fails;
    }

    /** The stop of a start that has no counterpart in Java. */
    boolean stoppedInPythonOnly() {
        boolean fails = isTracedByPython && openInPython.isEmpty();
        if (fails && isTracedByUs) {
            spansDiffer(UNBALANCED);
        }
        stoppedInPython();
        return !fails;
    }

    private Map<String, Object> stoppedInPython() {
        return openInPython.isEmpty() ? null : next(openInPython.pop() + Notification.STOP);
    }

    /** Java's root around a call of a profiled method is left, and with it what is still open there. */
    void rootAroundLeft() {
        current = null;
    }

    /** The player has stopped once more what is stopped already. */
    void stoppedAgain() {
        extraStops++;
    }

    int extraStops() {
        return extraStops;
    }

    /** The ids that are seen, base, parent and current one, where Python saw {@code python}; null when untraced. */
    List<?> ids(List<?> python) {
        List<?> ours = ourIds(python);
        if (!spansDiffer) {
            assertThat(ours).isEqualTo(python);
        }
        return ours;
    }

    private List<?> ourIds(List<?> python) {
        if (!isTracedByUs) {
            return null;
        }
        if (current == null) {
            return openInPython.isEmpty() ? python : List.of(python.get(0), python.get(0), parentOfRoots);
        }
        return List.of(current.baseId, current.parentId, current.id);
    }

    private String cut(String name) {
        if (name.length() <= Notification.LONGEST_NAME) {
            return name;
        }
        differences.add("limit: a name has " + Notification.LONGEST_NAME + " characters");
        return name.substring(0, Notification.LONGEST_NAME - 1) + "…";
    }

    private Map<String, Object> next(String name) {
        Map<String, Object> python = pythons.poll();
        assertThat(python).as("recorded for %s", name).isNotNull().containsEntry(Notification.NAME, name);
        return python;
    }

    private static Map<String, Object> info(Map<String, Object> python) {
        return new LinkedHashMap<>(Vectors.map(python.get(Notification.INFO)));
    }

    private void expect(OpenSpan span, String what, Map<String, Object> info) {
        Map<String, Object> notification = new LinkedHashMap<>();
        notification.put(Notification.NAME, span.name + what);
        notification.put(Notification.BASE_ID, span.baseId);
        notification.put(Notification.SPAN_ID, span.id);
        notification.put(Notification.PARENT_ID, span.parentId);
        notification.put(Notification.INFO, info);
        expected.add(notification);
    }

    /** All of them. The whole record is used up, and they equal it as far as no rule said otherwise. */
    List<Map<String, Object>> all() {
        assertThat(pythons).as("recorded, but not played").isEmpty();
        for (int i = 0; !spansDiffer && i < recorded.size(); i++) {
            Map<String, Object> python = new LinkedHashMap<>(recorded.get(i));
            python.keySet().retainAll(expected.get(i).keySet());
            if (!differences.isEmpty()) {
                python.put(Notification.INFO, expected.get(i).get(Notification.INFO));
            }
            assertThat(expected.get(i)).isEqualTo(python);
        }
        return List.copyOf(expected);
    }
}
