package org.osprofiler.interceptor.programs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.osprofiler.testkit.Vectors;

/**
 * A function or method that a program defines. A Python module stands for a Java class: {@code app.volumes.create} is the
 * method {@code create} of the class {@code volumes} in the package {@code app}, so both have one name on the wire.
 *
 * @param owner the full name of the class
 * @param superclass the full name; null where there is none
 * @param definition name, kind, returns, raises, body
 * @param trace how it is decorated; null where it is not
 * @param ofClass whether the whole class is decorated
 * @param times how often it is decorated
 */
record Function(
        String owner,
        String superclass,
        Map<String, Object> definition,
        Map<String, Object> trace,
        boolean ofClass,
        int times) {

    private static final String MODULE = "app.volumes";

    /** By their full names, {@code app.volumes.Volume.create}. */
    static Map<String, Function> in(Program program) {
        Map<String, Function> functions = new LinkedHashMap<>();
        for (Map<String, Object> step : program.everyStep()) {
            for (Function function : definedBy(step)) {
                functions.put(function.fullName(), function);
            }
        }
        return functions;
    }

    private static List<Function> definedBy(Map<String, Object> step) {
        Map<String, Object> trace = step.get("trace") == null ? null : Vectors.map(step.get("trace"));
        if (step.get("do").equals("define")) {
            Map<String, Object> function = Vectors.map(step.get("function"));
            int times = trace == null ? 0 : step.get("times") instanceof Long given ? given.intValue() : 1;
            return List.of(new Function(module(function), null, function, trace, false, times));
        }
        List<Function> methods = new ArrayList<>();
        if (step.get("do").equals("define_class")) {
            Object extended = step.get("extends");
            String superclass = extended == null ? null : module(step) + "." + extended;
            for (Map<String, Object> method : Vectors.maps(step.get("methods"))) {
                methods.add(new Function(className(step), superclass, method, trace, true, trace == null ? 0 : 1));
            }
        }
        return methods;
    }

    private static String className(Map<String, Object> step) {
        return module(step) + "." + step.get("name");
    }

    private static String module(Map<String, Object> definition) {
        return definition.get("module") instanceof String module ? module : MODULE;
    }

    /** The class whose function or method a {@code call} calls. */
    static String calledClass(Map<String, Object> call, Map<String, Function> functions) {
        if (call.get("class") instanceof String type) {
            return MODULE + "." + type;
        }
        return functions.values().stream()
                .filter(function -> !function.ofClass && function.name().equals(call.get("function")))
                .map(Function::owner)
                .findFirst()
                .orElseThrow(() -> new AssertionError("not defined: " + call));
    }

    /** The function that a {@code call} reaches, perhaps inherited. */
    static Function called(Map<String, Object> call, Map<String, Function> functions) {
        Object name = call.get(call.containsKey("class") ? "method" : "function");
        String type = calledClass(call, functions);
        while (type != null) {
            Function own = functions.get(type + "." + name);
            if (own != null) {
                return own;
            }
            String of = type;
            type = functions.values().stream()
                    .filter(function -> function.owner.equals(of))
                    .map(Function::superclass)
                    .findFirst()
                    .orElse(null);
        }
        throw new AssertionError("not defined: " + call);
    }

    String name() {
        return String.valueOf(definition.get("name"));
    }

    String fullName() {
        return owner + "." + name();
    }

    /** Static and class methods: in Java both are static, and have no interceptors. */
    boolean isStatic() {
        return definition.get("kind") instanceof String kind && !kind.equals("method");
    }

    /**
     * What Python's convention says with {@code _} is private in Java; one that Python was told to trace all the same is
     * protected, for private methods have no interceptors.
     */
    boolean isPrivate() {
        return ofClass && name().startsWith("_") && (name().startsWith("__") || !isOn("trace_private", false));
    }

    boolean isHidden() {
        return ofClass && name().startsWith("_");
    }

    /** An option of its decorator. */
    boolean isOn(String option, boolean usual) {
        return trace != null && trace.get(option) instanceof Boolean on ? on : usual;
    }

    /** The decorator's {@code info}. */
    Map<String, Object> info() {
        return trace == null ? Map.of() : Vectors.map(trace.get("info"));
    }

    boolean forbidsASecondTrace() {
        return times > 1 && !isOn("allow_multiple_trace", true);
    }
}
