package org.osprofiler.interceptor.programs;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.osprofiler.testkit.Vectors;

/** What a program defines, by the steps that do it. */
final class Definitions {

    private static final String MODULE = "app.volumes";

    private final Map<String, ProgramClass> modules = new LinkedHashMap<>();
    private final List<ProgramClass> classes = new ArrayList<>();
    private final IdentityHashMap<Object, Function> functionsBySteps = new IdentityHashMap<>();
    private final IdentityHashMap<Object, ProgramClass> classesBySteps = new IdentityHashMap<>();

    Definitions(Program program) {
        Map<String, ProgramClass> lastOfAName = new HashMap<>();
        for (Map<String, Object> step : program.everyStep()) {
            switch (String.valueOf(step.get("do"))) {
                case "define" -> define(step);
                case "define_class" -> defineClass(step, lastOfAName);
                default -> {}
            }
        }
    }

    private void define(Map<String, Object> step) {
        Map<String, Object> definition = Vectors.map(step.get("function"));
        ProgramClass module = modules.computeIfAbsent(moduleName(definition), ProgramClass::module);
        Decoration decoration = Decoration.of(step.get("trace"));
        int times = decoration == null ? 0 : step.get("times") instanceof Long given ? given.intValue() : 1;
        Function function = new Function(module, definition, Collections.nCopies(times, decoration));
        module.add(function);
        functionsBySteps.put(step, function);
    }

    private void defineClass(Map<String, Object> step, Map<String, ProgramClass> lastOfAName) {
        String name = String.valueOf(step.get("name"));
        ProgramClass type = ProgramClass.of(
                moduleName(step) + "." + name,
                lastOfAName.get(String.valueOf(step.get("extends"))),
                Decoration.of(step.get("trace")),
                Boolean.TRUE.equals(step.get("metaclass")));
        Vectors.maps(step.get("methods")).forEach(method -> type.add(new Function(type, method, List.of())));
        classes.add(type);
        classesBySteps.put(step, type);
        lastOfAName.put(name, type);
    }

    private static String moduleName(Map<String, Object> definition) {
        return definition.get("module") instanceof String module ? module : MODULE;
    }

    /** Those that have functions. */
    List<ProgramClass> modules() {
        return List.copyOf(modules.values());
    }

    List<ProgramClass> classes() {
        return List.copyOf(classes);
    }

    List<Function> functions() {
        List<Function> all = new ArrayList<>();
        modules.values().forEach(module -> all.addAll(module.functions()));
        classes.forEach(type -> all.addAll(type.functions()));
        return all;
    }

    Function functionOf(Map<String, Object> define) {
        return functionsBySteps.get(define);
    }

    ProgramClass classOf(Map<String, Object> defineClass) {
        return classesBySteps.get(defineClass);
    }
}
