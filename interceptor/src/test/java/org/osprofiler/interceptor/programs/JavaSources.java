package org.osprofiler.interceptor.programs;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.Serializable;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.lang.model.SourceVersion;
import org.osprofiler.interceptor.Profiled;

/**
 * A program's classes and modules in Java. Python's keyword arguments are parameters that {@code @Profiled(args = …)} names; its
 * positional ones have no name. A method has an overload for each way in which it is called. What {@code trace_cls} does is an
 * annotation of the class; what TracedMeta does are annotations of the methods, for it leaves inherited ones alone.
 */
final class JavaSources {

    /** How a function is called: with these keyword arguments, then so many others. */
    private record Shape(List<String> named, int positional) {
        int size() {
            return named.size() + positional;
        }

        static Shape of(Call call) {
            List<String> names = List.copyOf(call.kwargs().keySet());
            return call.namesArguments()
                    ? new Shape(names, call.args().size())
                    : new Shape(List.of(), names.size() + call.args().size());
        }
    }

    /** One overload. */
    record JavaMethod(String name, List<Class<?>> types) {}

    private final Definitions definitions;
    private final Map<ProgramClass, String> classNames = new HashMap<>();
    private final Map<Function, Map<Shape, JavaMethod>> methods = new HashMap<>();
    private final Map<ProgramClass, Set<JavaMethod>> methodsByClass = new HashMap<>();
    private final Set<String> wrappedNames = new HashSet<>();

    JavaSources(Program program, Definitions definitions) {
        this.definitions = definitions;
        List<ProgramClass> types = all(definitions);
        Set<String> taken = new HashSet<>();
        types.forEach(type -> classNames.put(type, freeName(type, taken)));
        for (Function function : definitions.functions()) {
            methods.put(function, new LinkedHashMap<>());
            types.stream()
                    .filter(type -> function.equals(type.find(function.name())))
                    .filter(type -> !type.wrappers(function).isEmpty())
                    .forEach(type -> wrappedNames.add(function.name()));
        }
        program.everyStep().stream()
                .filter(step -> step.get("do").equals("call"))
                .forEach(this::addMethods);
    }

    private static List<ProgramClass> all(Definitions definitions) {
        return Stream.concat(definitions.modules().stream(), definitions.classes().stream())
                .toList();
    }

    /** One method for each function that the call may reach: which it is, is known when it is called. */
    private void addMethods(Map<String, Object> step) {
        String name = String.valueOf(step.get(step.containsKey("class") ? "method" : "function"));
        definitions.functions().stream()
                .filter(function -> function.name().equals(name))
                .forEach(function -> {
                    Shape shape = Shape.of(Call.of(step, function.owner(), function));
                    methods.get(function).computeIfAbsent(shape, any -> freeMethod(function, shape.size()));
                });
    }

    // --- names ---

    private static String freeName(ProgramClass type, Set<String> taken) {
        String name = Stream.of(type.name().split("\\.", -1))
                .map(part -> SourceVersion.isName(part) ? part : part + "_")
                .collect(Collectors.joining("."));
        String free = name;
        for (int number = 2; !taken.add(free); number++) {
            free = name + "_" + number;
        }
        return free;
    }

    /** Overloads with one number of parameters differ in their types, both of which take every JSON value; then in their names. */
    private JavaMethod freeMethod(Function function, int size) {
        Set<JavaMethod> taken = methodsByClass.computeIfAbsent(function.owner(), any -> new HashSet<>());
        String name = isPossible(function.name()) ? function.name() : function.name() + "_";
        for (int number = 1; ; number++) {
            String numbered = number == 1 ? name : name + "_" + number;
            for (int types = 0; types >> Math.min(size, 4) == 0; types++) {
                JavaMethod method = new JavaMethod(numbered, types(types, size));
                if (taken.add(method)) {
                    return method;
                }
            }
        }
    }

    private static List<Class<?>> types(int number, int size) {
        return IntStream.range(0, size)
                .<Class<?>>mapToObj(i -> i < 4 && (number >> i & 1) == 1 ? Serializable.class : Object.class)
                .toList();
    }

    private static boolean isPossible(String method) {
        return SourceVersion.isName(method)
                && Stream.of(Object.class.getDeclaredMethods())
                        .noneMatch(ofEveryObject -> ofEveryObject.getName().equals(method));
    }

    String nameOf(ProgramClass type) {
        return classNames.get(type);
    }

    JavaMethod methodOf(Call call) {
        return methods.get(call.function()).get(Shape.of(call));
    }

    /** {@code function.name} on the wire. */
    String fullNameOf(Call call) {
        return nameOf(call.function().owner()) + "." + methodOf(call).name();
    }

    // --- what is intercepted ---

    /**
     * Which of the call's wrappers the annotation stands for that counts in Java, the nearest one; -1 where the method is
     * not intercepted.
     */
    int annotated(Call call) {
        int wrappers = call.wrappers().size();
        if (wrappers == 0 || call.function().isStatic()) {
            return -1;
        }
        Shape shape = Shape.of(call);
        return hasAnnotation(call.function(), shape)
                ? wrappers - wrappersAtHome(call.function()).size()
                : 0;
    }

    private static List<Decoration> wrappersAtHome(Function function) {
        return function.owner().wrappers(function);
    }

    private static boolean hasAnnotation(Function function, Shape shape) {
        List<Decoration> wrappers = wrappersAtHome(function);
        return !wrappers.isEmpty()
                && (!shape.named.isEmpty()
                        || !wrappers.get(0).equals(function.owner().decoration()));
    }

    /**
     * What Python's convention says with {@code _} is private in Java; one that Python was told to trace all the same is
     * protected, for private methods have no interceptors.
     */
    private String visibility(Function function) {
        boolean isPublic = !function.name().startsWith("_") || isOfAModule(function);
        return isPublic ? "public" : isPrivate(function) ? "private" : "protected";
    }

    private boolean isPrivate(Function function) {
        return function.name().startsWith("_") && !isOfAModule(function) && !wrappedNames.contains(function.name());
    }

    private boolean isOfAModule(Function function) {
        return definitions.modules().contains(function.owner());
    }

    private static boolean isInProfiledClass(ProgramClass type) {
        return type != null && (type.decoration() != null || isInProfiledClass(type.superclass()));
    }

    // --- sources ---

    /** The sources of some classes, by their names. */
    Map<String, String> of(List<ProgramClass> types) {
        Map<String, String> sources = new LinkedHashMap<>();
        types.forEach(type -> sources.put(nameOf(type), source(type)));
        return sources;
    }

    private String source(ProgramClass type) {
        String name = nameOf(type);
        int dot = name.lastIndexOf('.');
        return (dot < 0 ? "" : "package " + name.substring(0, dot) + ";\n")
                + (type.decoration() == null ? "" : annotation(type.decoration(), List.of()))
                + "@" + ApplicationScoped.class.getName()
                + "\npublic class " + name.substring(dot + 1)
                + (type.superclass() == null ? "" : " extends " + nameOf(type.superclass()))
                + " {\n" + type.functions().stream().map(this::source).collect(Collectors.joining()) + "}\n";
    }

    private String source(Function function) {
        StringBuilder source = new StringBuilder();
        methods.get(function)
                .forEach((shape, method) -> source.append(annotation(function, shape))
                        .append(visibility(function))
                        .append(function.isStatic() ? " static" : "")
                        .append(" java.lang.Object ")
                        .append(method.name)
                        .append(IntStream.range(0, method.types.size())
                                .mapToObj(i -> method.types.get(i).getName() + " p" + i)
                                .collect(Collectors.joining(", ", "(", ")")))
                        .append(" throws java.lang.Exception {\n    return ")
                        .append(Player.class.getName())
                        .append(".body();\n  }\n"));
        return source.toString();
    }

    private String annotation(Function function, Shape shape) {
        if (function.isStatic() || isPrivate(function)) {
            return "";
        }
        if (hasAnnotation(function, shape)) {
            return annotation(wrappersAtHome(function).get(0), shape.named);
        }
        return wrappersAtHome(function).isEmpty() && isInProfiledClass(function.owner())
                ? "@" + Profiled.class.getName() + "(enabled = false)\n"
                : "";
    }

    private static String annotation(Decoration decoration, List<String> named) {
        return "@" + Profiled.class.getName() + "(name = "
                + literal(decoration.name())
                + ", args = "
                + named.stream().map(JavaSources::literal).collect(Collectors.joining(", ", "{", "}"))
                + ", hideArgs = "
                + decoration.hidesArgs() + ", hideResult = " + decoration.hidesResult() + ")\n";
    }

    private static String literal(String text) {
        StringBuilder literal = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c > 126) {
                literal.append(String.format("\\u%04x", (int) c));
            } else if (c < 32 || c == '"' || c == '\\') {
                literal.append(String.format("\\%03o", (int) c)); // a Unicode escape would end the line, or the literal
            } else {
                literal.append(c);
            }
        }
        return literal.append('"').toString();
    }
}
