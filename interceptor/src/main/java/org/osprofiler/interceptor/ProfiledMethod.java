package org.osprofiler.interceptor;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import org.osprofiler.DescribedValue;
import org.osprofiler.Profiler;
import org.osprofiler.ProfilerOptions;
import org.osprofiler.Span;

/**
 * What is to be recorded of a method's calls; found once for each method of a bean class.
 *
 * @param spanName the span's name
 * @param function the full name, {@code function.name} on the wire
 * @param argNames the arguments' names; empty where they are not known
 */
record ProfiledMethod(String spanName, String function, List<String> argNames, boolean hideArgs, boolean hideResult) {

    /** Kept by the class itself: a static map would keep the classes of an undeployed application. */
    private static final ClassValue<ConcurrentMap<Method, ProfiledMethod>> METHODS = new ClassValue<>() {
        @Override
        protected ConcurrentMap<Method, ProfiledMethod> computeValue(Class<?> type) {
            return new ConcurrentHashMap<>();
        }
    };

    static ProfiledMethod of(Class<?> declared, Method method) {
        ConcurrentMap<Method, ProfiledMethod> ofClass = METHODS.get(declared);
        ProfiledMethod known = ofClass.get(method);
        if (known == null) {
            known = find(declared, method);
            ofClass.put(method, known);
        }
        return known;
    }

    private static ProfiledMethod find(Class<?> declared, Method method) {
        Profiled profiled = annotation(declared, method);
        String name = profiled == null || profiled.name().isEmpty()
                ? declared.getSimpleName() + "." + method.getName()
                : profiled.name();
        return new ProfiledMethod(
                name,
                declared.getName() + "." + method.getName(),
                argNames(profiled, method),
                profiled != null && profiled.hideArgs(),
                profiled == null || profiled.hideResult());
    }

    /** The nearest one: of the method, of the class, of a stereotype; none for beans of {@code trace_packages}. */
    static @Nullable Profiled annotation(Class<?> declared, @Nullable Method method) {
        Profiled found = method == null ? null : method.getAnnotation(Profiled.class);
        if (found == null) {
            found = declared.getAnnotation(Profiled.class);
        }
        if (found == null) {
            for (Annotation annotation : declared.getAnnotations()) {
                found = annotation.annotationType().getAnnotation(Profiled.class);
                if (found != null) {
                    break;
                }
            }
        }
        return found;
    }

    private static List<String> argNames(@Nullable Profiled profiled, Method method) {
        if (profiled != null && profiled.args().length > 0) {
            return List.of(profiled.args());
        }
        Parameter[] parameters = method.getParameters();
        if (parameters.length == 0 || !parameters[0].isNamePresent()) {
            return List.of();
        }
        String[] names = new String[parameters.length];
        for (int i = 0; i < names.length; i++) {
            names[i] = parameters[i].getName();
        }
        return List.of(names);
    }

    Span open(@Nullable Object[] args) {
        Span current = Profiler.current();
        ProfilerOptions options = current.options();
        boolean show = !hideArgs && options != null && !options.hideArgs();
        return Profiler.span(
                spanName,
                FunctionCall.of(
                        function, argNames, show ? args : null, current.limits().maxText()));
    }

    void result(Span span, @Nullable Object result) {
        if (!hideResult && span.isTraced()) {
            span.info(new FunctionResult(DescribedValue.of(result, span.limits().maxText())));
        }
    }
}
