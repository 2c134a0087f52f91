package org.osprofiler.interceptor.programs;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.osprofiler.interceptor.CompiledClass;
import org.osprofiler.interceptor.Profiled;
import org.osprofiler.interceptor.ProfiledExtension;
import org.osprofiler.testkit.Vectors;

/**
 * The functions, classes and exceptions of a program as Java classes, compiled for it and run in Weld SE. Python's keyword
 * arguments are parameters that {@code @Profiled(args = …)} names; its positional ones have no name. A method has an overload for each
 * way in which it is called.
 */
final class ProgramBeans implements AutoCloseable {

    /** How a function is called: with these keyword arguments, then so many others. */
    private record Shape(List<String> named, int positional) {
        int size() {
            return named.size() + positional;
        }
    }

    private final Map<String, Function> functions;
    private final Map<String, Set<Shape>> shapes = new LinkedHashMap<>();
    private final Map<String, Object> instances = new LinkedHashMap<>();
    private final URLClassLoader loader;
    private final SeContainer container;

    ProgramBeans(Program program, Map<String, Function> functions, Path dir)
            throws IOException, ClassNotFoundException {
        this.functions = functions;
        for (Map<String, Object> step : program.everyStep()) {
            if (step.get("do").equals("call")) {
                Function called = Function.called(step, functions);
                shapes.computeIfAbsent(called.fullName(), any -> new LinkedHashSet<>())
                        .add(shape(called, step));
            }
        }
        Map<String, String> sources = new LinkedHashMap<>();
        functions.values().forEach(function -> sources.computeIfAbsent(function.owner(), this::classSource));
        Set<String> beans = Set.copyOf(sources.keySet());
        program.raises().forEach(raised -> sources.computeIfAbsent(raised.type(), ProgramBeans::exceptionSource));
        loader = sources.isEmpty() ? null : CompiledClass.loader(dir, sources);
        container = beans.isEmpty() ? null : container(beans);
    }

    private SeContainer container(Set<String> names) throws ClassNotFoundException {
        List<Class<?>> beans = new ArrayList<>();
        for (String name : names) {
            beans.add(loader.loadClass(name));
        }
        return SeContainerInitializer.newInstance()
                .setClassLoader(loader)
                .disableDiscovery()
                .addExtensions(new ProfiledExtension())
                .addBeanClasses(beans.toArray(Class<?>[]::new))
                .initialize();
    }

    /** The names of keyword arguments are known where the class is ours to annotate: not of an inherited method. */
    static boolean namesArguments(Function called) {
        return called.trace() != null;
    }

    private static Shape shape(Function called, Map<String, Object> call) {
        List<String> named = List.copyOf(Vectors.map(call.get("kwargs")).keySet());
        int positional = call.get("args") instanceof List<?> args ? args.size() : 0;
        return namesArguments(called) ? new Shape(named, positional) : new Shape(List.of(), named.size() + positional);
    }

    // --- sources ---

    private static String exceptionSource(String type) {
        String simple = simpleName(type);
        return packageLine(type) + "public class " + simple + " extends java.lang.RuntimeException {\n  public "
                + simple + "(String message) { super(message); }\n}\n";
    }

    private String classSource(String owner) {
        List<Function> own = functions.values().stream()
                .filter(function -> function.owner().equals(owner))
                .toList();
        Function first = own.get(0);
        return packageLine(owner)
                + (first.ofClass() && first.trace() != null ? annotation(first, List.of()) : "")
                + "@" + ApplicationScoped.class.getName()
                + "\npublic class " + simpleName(owner)
                + (first.superclass() == null ? "" : " extends " + first.superclass())
                + " {\n" + own.stream().map(this::methodSources).collect(Collectors.joining()) + "}\n";
    }

    private String methodSources(Function function) {
        List<Shape> ways = List.copyOf(shapes.getOrDefault(function.fullName(), Set.of(new Shape(List.of(), 0))));
        StringBuilder source = new StringBuilder();
        for (Shape way : ways) {
            boolean annotated = function.trace() != null && (!function.ofClass() || !way.named.isEmpty());
            List<Class<?>> types = types(way, ways);
            source.append(
                            annotated && !function.isStatic() && !function.isPrivate()
                                    ? annotation(function, way.named)
                                    : "")
                    .append(function.isPrivate() ? "private" : function.isHidden() ? "protected" : "public")
                    .append(function.isStatic() ? " static" : "")
                    .append(" java.lang.Object ")
                    .append(function.name())
                    .append(IntStream.range(0, types.size())
                            .mapToObj(i -> types.get(i).getName() + " p" + i)
                            .collect(Collectors.joining(", ", "(", ")")))
                    .append(" throws java.lang.Exception {\n    return ")
                    .append(Player.class.getName())
                    .append(".body(")
                    .append(literal(function.fullName()))
                    .append(");\n  }\n");
        }
        return source.toString();
    }

    private static String annotation(Function function, List<String> named) {
        return "@" + Profiled.class.getName() + "(name = "
                + literal(String.valueOf(function.trace().get("name")))
                + ", args = "
                + named.stream().map(ProgramBeans::literal).collect(Collectors.joining(", ", "{", "}"))
                + ", hideArgs = "
                + function.isOn("hide_args", false) + ", hideResult = " + function.isOn("hide_result", true) + ")\n";
    }

    /** Overloads with one number of parameters differ in their types, both of which take every JSON value. */
    private static List<Class<?>> types(Shape way, List<Shape> ways) {
        int number = ways.stream()
                .filter(other -> other.size() == way.size())
                .toList()
                .indexOf(way);
        if (number >> Math.min(way.size(), 30) > 0) {
            throw new AssertionError("more ways to call with " + way.size() + " arguments than there are types for");
        }
        List<Class<?>> types = new ArrayList<>();
        for (int i = 0; i < way.size(); i++) {
            types.add((number >> i & 1) == 0 ? Object.class : java.io.Serializable.class);
        }
        return types;
    }

    private static String packageLine(String type) {
        int dot = type.lastIndexOf('.');
        return dot < 0 ? "" : "package " + type.substring(0, dot) + ";\n";
    }

    static String simpleName(String type) {
        return type.substring(type.lastIndexOf('.') + 1);
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

    // --- running ---

    /** Calls a function or method from outside, as another bean does. */
    Object call(Map<String, Object> step) throws Exception {
        Function called = Function.called(step, functions);
        List<Shape> ways = List.copyOf(shapes.get(called.fullName()));
        Class<?>[] types = types(shape(called, step), ways).toArray(Class<?>[]::new);
        Method method = loader.loadClass(called.owner()).getDeclaredMethod(called.name(), types);
        method.setAccessible(true);
        Object target =
                Modifier.isStatic(method.getModifiers()) ? null : instance(Function.calledClass(step, functions));
        try {
            return method.invoke(target, arguments(step));
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof Exception cause) {
                throw cause;
            }
            throw e;
        }
    }

    private static Object[] arguments(Map<String, Object> step) {
        Stream<?> positional = step.get("args") instanceof List<?> args ? args.stream() : Stream.of();
        return Stream.concat(Vectors.map(step.get("kwargs")).values().stream(), positional)
                .toArray();
    }

    private Object instance(String type) {
        return instances.computeIfAbsent(type, any -> {
            BeanManager manager = container.getBeanManager();
            Bean<?> bean = manager.getBeans(Object.class).stream()
                    .filter(each -> each.getBeanClass().getName().equals(type))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no bean " + type));
            return manager.getReference(bean, bean.getBeanClass(), manager.createCreationalContext(bean));
        });
    }

    RuntimeException exception(Program.Raised raised) {
        try {
            return (RuntimeException)
                    loader.loadClass(raised.type()).getConstructor(String.class).newInstance(raised.message());
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() throws IOException {
        if (container != null) {
            container.close();
        }
        if (loader != null) {
            loader.close();
        }
    }
}
