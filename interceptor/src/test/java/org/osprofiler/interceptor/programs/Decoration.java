package org.osprofiler.interceptor.programs;

import java.util.Map;
import org.osprofiler.testkit.Vectors;

/** The arguments of {@code trace}, {@code trace_cls} or {@code __trace_args__}. */
record Decoration(Map<String, Object> options) {

    /** Null where nothing is decorated. */
    static Decoration of(Object trace) {
        return trace == null ? null : new Decoration(Vectors.map(trace));
    }

    String name() {
        return String.valueOf(options.get("name"));
    }

    boolean hidesArgs() {
        return is("hide_args", false);
    }

    boolean hidesResult() {
        return is("hide_result", true);
    }

    boolean allowsMultipleTraces() {
        return is("allow_multiple_trace", true);
    }

    /** Whether it wraps a method of that name and kind (null for one with a {@code self}), as OSProfiler's trace_checker says. */
    boolean wraps(String method, Object kind) {
        boolean byName = !method.startsWith("__") && (!method.startsWith("_") || is("trace_private", false));
        boolean byKind = !"static".equals(kind) && !"class".equals(kind)
                || "static".equals(kind) && is("trace_static_methods", false)
                || "class".equals(kind) && is("trace_class_methods", false);
        return byName && byKind;
    }

    private boolean is(String option, boolean usual) {
        return options.get(option) instanceof Boolean on ? on : usual;
    }
}
