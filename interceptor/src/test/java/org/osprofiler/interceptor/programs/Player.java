package org.osprofiler.interceptor.programs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.osprofiler.Profiler;
import org.osprofiler.Scope;
import org.osprofiler.Span;
import org.osprofiler.SpanInfo;
import org.osprofiler.testkit.Vectors;
import org.osprofiler.wire.HmacKey;
import org.osprofiler.wire.SignedHeaders;
import org.osprofiler.wire.Verdict;

/**
 * Plays a program with our API, as a filter and an application would use it:
 *
 * <ul>
 *   <li>{@code init}: signed headers are verified. Java keeps no accepted request on the thread until a span is open.
 *   <li>{@code start}, {@code trace}: a root where no span is open, else a child of the current one.
 *   <li>{@code stop}: the current span is closed.
 *   <li>{@code call}: a bean's method. A profiled call is always below a root in Java, so where no span is open there is a
 *       root around it, which {@link #rootsAround} tells.
 *   <li>{@code clean}: the thread is left, whatever is open.
 * </ul>
 */
public final class Player implements AutoCloseable {

    private static final String A_KEY = "where Python signs with an empty key";
    private static final ThreadLocal<Player> PLAYING = new ThreadLocal<>();

    /** The recorded program ended here; ours would go on. */
    private static final class RecordEnds extends Exception {
        private static final long serialVersionUID = 1L;
    }

    /** A call of a function that is profiled in Java. */
    record Call(Function function, List<?> args, Map<String, Object> kwargs) {}

    private final Program program;
    private final Map<String, Function> functions;
    private final ProgramBeans beans;
    private final Profiler profiler;
    private final List<Span> roots = new ArrayList<>();
    private final Deque<Scope> scopes = new ArrayDeque<>();
    private final Map<String, String> rootsAround = new LinkedHashMap<>();
    private Verdict.Accepted accepted;
    private String key = "";
    private Span last = Span.NONE;

    /** As the recorder of the program saw them: ids, results, exceptions. */
    final List<Map<String, Object>> seen = new ArrayList<>();

    /** Profiled calls in the order in which they started. */
    final List<Call> calls = new ArrayList<>();

    /** Exceptions that only Python has here, in order. */
    final List<String> onlyInPython = new ArrayList<>();

    /** Places where Python differs on purpose, or has what Java has not. */
    final TreeSet<String> differences = new TreeSet<>();

    /** Whether spans were left open in the body of another, or stopped twice there. */
    boolean isUnbalanced;

    /** The class of the exception that ended the program. */
    String raised;

    Player(Program program, Map<String, Function> functions, ProgramBeans beans, Profiler profiler) {
        this.program = program;
        this.functions = functions;
        this.beans = beans;
        this.profiler = profiler;
    }

    /** Called by the bodies of the program's functions. */
    public static Object body(String function) throws Exception {
        return PLAYING.get().bodyOf(function);
    }

    static String usableKey(Object key) {
        return key instanceof String text && !text.isEmpty() ? text : A_KEY;
    }

    /** The ids of roots around profiled calls, which Python does not have, with those of the spans above. */
    Map<String, String> rootsAround() {
        return rootsAround;
    }

    void play() {
        PLAYING.set(this);
        try {
            steps(program.steps());
        } catch (RecordEnds e) {
            assertThat(e).as("an end that Python alone has").isNotNull();
        } catch (Exception e) {
            raised = e.getClass().getSimpleName();
        } finally {
            PLAYING.remove();
        }
    }

    private void steps(List<Map<String, Object>> steps) throws Exception {
        for (Map<String, Object> step : steps) {
            boolean caught = Boolean.TRUE.equals(step.get("caught"));
            try {
                step(step, caught);
            } catch (RecordEnds e) {
                throw e;
            } catch (Exception e) {
                if (!caught) {
                    throw e;
                }
                seen.add(Map.of("caught", e.getClass().getSimpleName()));
            }
        }
    }

    private void step(Map<String, Object> step, boolean caught) throws Exception {
        String what = String.valueOf(step.get("do"));
        switch (what) {
            case "init" -> init(step);
            case "clean" -> clean();
            case "start" -> open(step);
            case "stop" -> stop(step, caught);
            case "trace" -> trace(step);
            case "define", "define_class" -> define(step, caught);
            case "call" -> call(step);
            case "ids" -> ids();
            default -> throw new AssertionError("an unknown step: " + step);
        }
    }

    /** As in OSProfiler the first one counts until {@code clean}. */
    private void init(Map<String, Object> step) {
        if (accepted != null) {
            return;
        }
        key = usableKey(step.get("hmac_key"));
        // An id that is not given is null in the header, too, and makes the same new id.
        SignedHeaders headers =
                SignedHeaders.sign((String) step.get("base_id"), (String) step.get("parent_id"), HmacKey.of(key));
        Verdict verdict = profiler.verify(headers.info(), headers.hmac());
        assertThat(verdict).isInstanceOf(Verdict.Accepted.class);
        accepted = (Verdict.Accepted) verdict;
    }

    private void clean() {
        accepted = null;
        while (!scopes.isEmpty()) {
            scopes.pop().close();
        }
        assertThat(Profiler.isTracing()).as("after clean").isFalse();
    }

    private Span open(Map<String, Object> step) {
        String name = String.valueOf(step.get("name"));
        SpanInfo info = info(step);
        if (Profiler.isTracing() || accepted == null) {
            return info == null ? Profiler.span(name) : Profiler.span(name, info);
        }
        return root(name, info == null ? out -> {} : info);
    }

    private static SpanInfo info(Map<String, Object> step) {
        return step.get("info") == null ? null : new JsonInfo(Vectors.map(step.get("info")));
    }

    private Span root(String name, SpanInfo info) {
        Span root = profiler.open(accepted, name, info);
        assertThat(root.isTraced()).as("root opened").isTrue();
        roots.add(root);
        scopes.push(root.attach());
        return root;
    }

    private void close(Span span) {
        span.close();
        last = span;
        if (roots.contains(span)) {
            scopes.pop().close();
        }
    }

    private void stop(Map<String, Object> step, boolean caught) throws RecordEnds {
        Span current = Profiler.current();
        if (current.isTraced() || accepted == null) {
            SpanInfo info = info(step);
            if (info != null) {
                current.info(info);
            }
            close(current);
            return;
        }
        long before = profiler.counters().getExtraStops();
        last.close();
        assertThat(profiler.counters().getExtraStops() - before)
                .as("D7: counted where there is a span to stop again")
                .isEqualTo(last.isTraced() ? 1 : 0);
        differences.add("D7: one stop too many is ignored");
        pythonRaises("IndexError", caught);
    }

    /** Python raises it here; what it then does not do is not played. */
    private void pythonRaises(String type, boolean caught) throws RecordEnds {
        onlyInPython.add(type);
        if (!caught) {
            throw new RecordEnds();
        }
    }

    private void trace(Map<String, Object> step) throws Exception {
        if (info(step) == null && (Profiler.isTracing() || accepted == null)) {
            Profiler.trace(String.valueOf(step.get("name")), () -> run(step, Profiler.current()));
            return;
        }
        Span span = open(step);
        try {
            run(step, span);
        } catch (Exception e) {
            span.error(e);
            throw e;
        } finally {
            close(span);
        }
    }

    /** The body of a span or function, which {@code span} is around. */
    private void run(Map<String, Object> definition, Span span) throws Exception {
        steps(Vectors.maps(definition.get("body")));
        if (Profiler.current() != span) {
            isUnbalanced = true;
            differences.add("D7: a span left open in another, or one stop too many there, leaves the other right");
        }
        Program.Raised raises = Program.raised(definition);
        if (raises != null) {
            throw beans.exception(raises);
        }
    }

    private void define(Map<String, Object> step, boolean caught) throws RecordEnds {
        Map<String, Object> trace = Vectors.map(step.get("trace"));
        boolean twice = step.get("times") instanceof Long times && times > 1;
        if (twice) {
            differences.add("no counterpart: Java's annotation stands once on a method");
        }
        if (twice && Boolean.FALSE.equals(trace.get("allow_multiple_trace"))) {
            pythonRaises("ValueError", caught);
        }
    }

    private void call(Map<String, Object> step) throws Exception {
        Function function = Function.called(step, functions);
        if (accepted != null && !Profiler.isTracing()) {
            Span around = root("wsgi", out -> {});
            rootsAround.put(around.spanId(), accepted.parentId());
            try {
                called(step, function);
            } finally {
                if (Profiler.current().isSameTraceAs(around)) {
                    close(around);
                }
            }
        } else {
            called(step, function);
        }
    }

    private void called(Map<String, Object> step, Function function) throws Exception {
        if (Profiler.isTracing() && isProfiled(step, function)) {
            calls.add(new Call(
                    function,
                    step.get("args") instanceof List<?> args ? args : List.of(),
                    Vectors.map(step.get("kwargs"))));
        }
        Map<String, Object> returned = new LinkedHashMap<>();
        returned.put("returned", beans.call(step));
        seen.add(returned);
    }

    private boolean isProfiled(Map<String, Object> step, Function function) {
        String type = Function.calledClass(step, functions);
        boolean byClass = functions.values().stream()
                .anyMatch(each -> each.owner().equals(type) && each.ofClass() && each.trace() != null);
        return (byClass || function.trace() != null) && !function.isStatic() && !function.isPrivate();
    }

    private Object bodyOf(String name) throws Exception {
        Function function = functions.get(name);
        run(function.definition(), Profiler.current());
        return function.definition().get("returns");
    }

    private void ids() {
        Map<String, Object> ids = new LinkedHashMap<>();
        ids.put("ids", accepted == null ? null : currentIds());
        seen.add(ids);
    }

    private List<String> currentIds() {
        Span current = Profiler.current();
        if (!current.isTraced()) {
            return List.of(accepted.baseId(), accepted.baseId(), accepted.parentId());
        }
        SignedHeaders headers = current.headers();
        assertThat(profiler.verify(headers.info(), headers.hmac()))
                .as("what goes out")
                .isEqualTo(
                        new Verdict.Accepted(current.baseId(), current.spanId(), accepted.key(), accepted.keyIndex()));
        assertThat(accepted.key().text()).isEqualTo(key);
        if (rootsAround.containsKey(current.spanId())) {
            return List.of(accepted.baseId(), accepted.baseId(), accepted.parentId());
        }
        String parentId = current.parentId();
        return List.of(current.baseId(), rootsAround.getOrDefault(parentId, parentId), current.spanId());
    }

    /** Ends what the program left open, so that the next one finds nothing. */
    @Override
    public void close() {
        clean();
        roots.forEach(Span::close);
    }
}
