package org.osprofiler.interceptor.programs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.osprofiler.Profiler;
import org.osprofiler.Scope;
import org.osprofiler.Span;
import org.osprofiler.SpanInfo;
import org.osprofiler.testkit.Vectors;
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
 *
 * <p>Where Python's OSProfiler itself raises an exception ours does not; the program then raises it, so that both go on alike.
 */
public final class Player implements AutoCloseable {

    private static final ThreadLocal<Player> PLAYING = new ThreadLocal<>();

    private static final Raised NOTHING_TO_STOP = new Raised("IndexError", List.of("pop from an empty deque"));
    private static final Raised TRACED_ALREADY = new Raised("ValueError", List.of("it", "has already been traced"));

    private final Program program;
    private final Definitions definitions;
    private final JavaSources sources;
    private final ProgramBeans beans;
    private final PythonExceptions exceptions;
    private final Profiler profiler;
    private final InfoRules rules;

    private final Map<String, Function> functions = new HashMap<>();
    private final Map<String, ProgramClass> classes = new HashMap<>();
    private final List<Span> roots = new ArrayList<>();
    private final IdentityHashMap<Span, Scope> scopes = new IdentityHashMap<>();
    private final Map<String, String> rootsAround = new LinkedHashMap<>();
    private boolean isInited;
    private Verdict.Accepted accepted;
    private Span last = Span.NONE;
    private Call running;

    /** What is to be sent. */
    final OurNotifications expected;

    /** As the recorder of the program saw them: ids, results, exceptions. */
    final List<Map<String, Object>> seen = new ArrayList<>();

    /** What is to be seen. */
    final List<Map<String, Object>> expectedSeen = new ArrayList<>();

    /** The class of the exception that ended the program; null where none did. */
    String raised;

    Player(
            Program program,
            Definitions definitions,
            JavaSources sources,
            ProgramBeans beans,
            PythonExceptions exceptions,
            Profiler profiler) {
        this.program = program;
        this.definitions = definitions;
        this.sources = sources;
        this.beans = beans;
        this.exceptions = exceptions;
        this.profiler = profiler;
        this.expected = new OurNotifications(program);
        this.rules = new InfoRules(expected.differences);
    }

    /** Called by the bodies of the program's functions. */
    public static Object body() throws Exception {
        return PLAYING.get().runningBody();
    }

    /** The ids of roots around profiled calls, which Python does not have, with those of the spans above. */
    Map<String, String> rootsAround() {
        return rootsAround;
    }

    void play() {
        PLAYING.set(this);
        try {
            steps(program.steps());
        } catch (Exception e) {
            raised = e.getClass().getSimpleName();
        } finally {
            PLAYING.remove();
        }
    }

    private void steps(List<Map<String, Object>> steps) throws Exception {
        for (Map<String, Object> step : steps) {
            try {
                step(step);
            } catch (Exception e) {
                if (!Boolean.TRUE.equals(step.get("caught"))) {
                    throw e;
                }
                saw("caught", e.getClass().getSimpleName());
            }
        }
    }

    private void step(Map<String, Object> step) throws Exception {
        switch (String.valueOf(step.get("do"))) {
            case "init" -> init(step);
            case "clean" -> clean();
            case "start" -> {
                open(step);
                expected.started(name(step), rules::redacted);
            }
            case "stop" -> stop(step);
            case "trace" -> trace(step);
            case "define" -> define(step);
            case "define_class" -> defineClass(step);
            case "call" -> call(step);
            case "ids" -> ids();
            default -> throw new AssertionError("an unknown step: " + step);
        }
    }

    private void saw(String what, Object value) {
        List<Map<String, Object>> recorded = program.seen();
        assertThat(seen.size()).as("what is seen").isLessThan(recorded.size());
        expectedSeen.add(recorded.get(seen.size()));
        seen.add(entry(what, value));
    }

    private static Map<String, Object> entry(String what, Object value) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put(what, value);
        return entry;
    }

    private static String name(Map<String, Object> step) {
        return String.valueOf(step.get("name"));
    }

    // --- the profiler on the thread ---

    /** As in OSProfiler the first one counts until {@code clean}. */
    private void init(Map<String, Object> step) {
        if (isInited) {
            return;
        }
        isInited = true;
        Init init = new Init(step);
        SignedHeaders headers = init.headers();
        Verdict verdict = profiler.verify(headers.info(), headers.hmac());
        String why = init.whyRefused();
        if (why != null) {
            assertThat(verdict).as(why).isInstanceOf(Verdict.Rejected.class);
            expected.initedInPythonOnly(why);
        } else {
            assertThat(verdict).isInstanceOf(Verdict.Accepted.class);
            accepted = (Verdict.Accepted) verdict;
            assertThat(accepted.key().text()).isEqualTo(init.key());
            expected.inited();
        }
    }

    private void clean() {
        isInited = false;
        accepted = null;
        List.copyOf(scopes.values()).forEach(Scope::close);
        scopes.clear();
        assertThat(Profiler.isTracing()).as("after clean").isFalse();
        expected.cleaned();
    }

    private void ids() {
        saw("ids", accepted == null ? null : currentIds());
        int newest = expectedSeen.size() - 1;
        List<?> python = (List<?>) expectedSeen.get(newest).get("ids");
        expectedSeen.set(newest, entry("ids", expected.ids(python)));
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
        if (rootsAround.containsKey(current.spanId())) {
            return List.of(accepted.baseId(), accepted.baseId(), accepted.parentId());
        }
        String parentId = current.parentId();
        return List.of(current.baseId(), rootsAround.getOrDefault(parentId, parentId), current.spanId());
    }

    // --- spans ---

    private Span open(Map<String, Object> step) {
        SpanInfo info = info(step);
        if (Profiler.isTracing() || accepted == null) {
            return info == null ? Profiler.span(name(step)) : Profiler.span(name(step), info);
        }
        return root(name(step), info == null ? out -> {} : info);
    }

    private static SpanInfo info(Map<String, Object> step) {
        return step.get("info") == null ? null : new JsonInfo(Vectors.map(step.get("info")));
    }

    private Span root(String name, SpanInfo info) {
        Span root = profiler.open(accepted, name, info);
        assertThat(root.isTraced()).as("root opened").isTrue();
        roots.add(root);
        scopes.put(root, root.attach());
        return root;
    }

    private void close(Span span) {
        span.close();
        last = span;
        Scope scope = scopes.remove(span);
        if (scope != null) {
            scope.close();
        }
    }

    private void stop(Map<String, Object> step) {
        Span current = Profiler.current();
        if (current.isTraced() && !rootsAround.containsKey(current.spanId())) {
            SpanInfo info = info(step);
            if (info != null) {
                current.info(info);
            }
            close(current);
        } else if (last.isTraced()) {
            last.close(); // one too many: a span is all that can be stopped
            expected.stoppedAgain();
        }
        Map<String, Object> own = rules.redacted(Vectors.map(step.get("info")));
        raiseUnless(expected.stopped(expected.current(), own, rules::redacted), NOTHING_TO_STOP);
    }

    private void raiseUnless(boolean good, Raised what) {
        if (!good) {
            throw exceptions.of(what);
        }
    }

    private void trace(Map<String, Object> step) throws Exception {
        OurNotifications.OpenSpan span = expected.started(name(step), rules::redacted);
        Exception error = failure(() -> traceWithOurs(step));
        boolean good = expected.stopped(
                span,
                error == null ? Map.of() : errorInfo(error, false),
                info -> error == null ? info : rules.failed(info, exceptions.raised(error), false));
        raiseUnless(good, NOTHING_TO_STOP);
        if (error != null) {
            throw error;
        }
    }

    private void traceWithOurs(Map<String, Object> step) throws Exception {
        if (info(step) == null && (Profiler.isTracing() || accepted == null)) {
            Profiler.trace(name(step), () -> run(step));
            return;
        }
        Span span = open(step);
        try {
            run(step);
        } catch (Exception e) {
            span.error(e);
            throw e;
        } finally {
            close(span);
        }
    }

    /** The body of a span or function. */
    private void run(Map<String, Object> definition) throws Exception {
        steps(Vectors.maps(definition.get("body")));
        Raised raises = Raised.of(definition);
        if (raises != null) {
            throw exceptions.of(raises);
        }
    }

    /** The program's exception that ends {@code body}; null when none does. Any other is ours, and a failure of the test. */
    private Exception failure(Profiler.Task<Exception> body) throws Exception {
        try {
            body.run();
            return null;
        } catch (Exception e) {
            if (exceptions.raised(e) == null) {
                throw new AssertionError("not of the program", e);
            }
            return e;
        }
    }

    private static Map<String, Object> errorInfo(Exception error, boolean ofCall) {
        Map<String, Object> info = new LinkedHashMap<>();
        info.put("etype", error.getClass().getName());
        info.put("message", ofCall && error.getMessage() == null ? "" : error.getMessage());
        return info;
    }

    // --- functions ---

    private void define(Map<String, Object> step) {
        Function function = definitions.functionOf(step);
        List<Decoration> wrappers = function.wrappers();
        refuse(wrappers.size() > 1 && !wrappers.get(0).allowsMultipleTraces());
        functions.put(function.name(), function);
    }

    private void defineClass(Map<String, Object> step) {
        ProgramClass type = definitions.classOf(step);
        refuse(type.isWrappedTooOften());
        classes.put(name(step), type);
    }

    private void refuse(boolean wrappedTooOften) {
        if (wrappedTooOften) {
            expected.differences.add(OurNotifications.WRAPPED_ONCE);
            throw exceptions.of(TRACED_ALREADY);
        }
    }

    private void call(Map<String, Object> step) throws Exception {
        Call call = reached(step);
        boolean isProfiled = sources.annotated(call) >= 0;
        if (!isProfiled || accepted == null || Profiler.isTracing()) {
            called(call);
            return;
        }
        Span around = root("wsgi", out -> {});
        rootsAround.put(around.spanId(), accepted.parentId());
        try {
            called(call);
        } finally {
            if (scopes.containsKey(around)) { // else the thread was left within
                close(around);
                expected.rootAroundLeft();
            }
        }
    }

    private Call reached(Map<String, Object> step) {
        if (step.containsKey("class")) {
            ProgramClass on = classes.get(String.valueOf(step.get("class")));
            return Call.of(step, on, on.find(String.valueOf(step.get("method"))));
        }
        Function function = functions.get(String.valueOf(step.get("function")));
        return Call.of(step, function.owner(), function);
    }

    private void called(Call call) throws Exception {
        List<Decoration> wrappers = call.wrappers();
        int annotated = sources.annotated(call);
        OurNotifications.OpenSpan span = null;
        for (int i = 0; i < wrappers.size(); i++) {
            Decoration wrapper = wrappers.get(i);
            if (i == annotated) {
                String name = sources.fullNameOf(call);
                span = expected.started(wrapper.name(), info -> rules.called(info, call, name, wrapper));
            } else {
                expected.startedInPythonOnly(wrapper.name(), call.function());
            }
        }
        AtomicReference<Object> result = new AtomicReference<>();
        Exception error = failure(() -> result.set(callBean(call)));
        boolean good = true;
        for (int i = wrappers.size() - 1; i >= 0; i--) {
            good &= i == annotated
                    ? expected.stopped(span, own(call, wrappers.get(i), error), info -> outcome(call, info, error))
                    : expected.stoppedInPythonOnly();
        }
        raiseUnless(good, NOTHING_TO_STOP);
        if (error != null) {
            throw error;
        }
        saw("returned", result.get());
    }

    private Object callBean(Call call) throws Exception {
        Call before = running;
        running = call;
        try {
            return beans.call(call);
        } finally {
            running = before;
        }
    }

    private Object runningBody() throws Exception {
        Function function = running.function();
        run(function.definition());
        return function.returns();
    }

    private Map<String, Object> outcome(Call call, Map<String, Object> info, Exception error) {
        return error == null
                ? rules.returned(info, call.function().returns())
                : rules.failed(info, exceptions.raised(error), true);
    }

    private Map<String, Object> own(Call call, Decoration wrapper, Exception error) {
        if (error != null) {
            return errorInfo(error, true);
        }
        Map<String, Object> shown = new LinkedHashMap<>(Map.of("function", Map.of()));
        return wrapper.hidesResult()
                ? Map.of()
                : rules.returned(shown, call.function().returns());
    }

    @Override
    public void close() {
        clean();
        roots.forEach(Span::close);
    }
}
