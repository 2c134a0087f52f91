package org.osprofiler.interceptor;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osprofiler.Profiler;
import org.osprofiler.ProfilerOptions;
import org.osprofiler.Span;

/**
 * What is to be recorded of a method's calls; found once for each method of a bean class.
 *
 * @param spanName the span's name
 * @param function the full name, {@code function.name} on the wire; an inherited method has that of the class that defines
 *     it, as in OSProfiler
 * @param argNames the arguments' names; empty where they are not known
 */
record ProfiledMethod(String spanName, String function, List<String> argNames, boolean hideArgs, boolean hideResult) {

    static ProfiledMethod find(Class<?> declared, Method method) {
        Profiled profiled = annotation(declared, method);
        String name = profiled == null || profiled.name().isEmpty()
                ? declared.getSimpleName() + "." + method.getName()
                : profiled.name();
        return new ProfiledMethod(
                name,
                definer(declared, method).getName() + "." + method.getName(),
                argNames(profiled, method),
                profiled != null && profiled.hideArgs(),
                profiled == null || profiled.hideResult());
    }

    /** A container may give a method of its own class, made from the declared one. */
    private static Class<?> definer(Class<?> declared, Method method) {
        Class<?> definer = method.getDeclaringClass();
        return definer.isAssignableFrom(declared) ? definer : declared;
    }

    /** The nearest one: of the method, of the class; none for beans of {@code trace_packages}. */
    static @Nullable Profiled annotation(Class<?> declared, @Nullable Method method) {
        Profiled found = method == null ? null : nearest(method, new HashSet<>());
        return found == null ? nearest(declared, new HashSet<>()) : found;
    }

    /** Its own, or that of a stereotype or binding that it has, which may have others in turn, even themselves. */
    private static @Nullable Profiled nearest(AnnotatedElement element, Set<Class<?>> seen) {
        Profiled own = element.getAnnotation(Profiled.class);
        if (own != null) {
            return own;
        }
        for (Annotation annotation : element.getAnnotations()) {
            Class<? extends Annotation> type = annotation.annotationType();
            Profiled found = seen.add(type) ? nearest(type, seen) : null;
            if (found != null) {
                return found;
            }
        }
        return null;
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
}
