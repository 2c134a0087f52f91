package org.osprofiler.interceptor.programs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.osprofiler.interceptor.CompiledClass;

/** Java's counterparts of the exceptions that programs raise: classes of the same full names, so {@code etype} is the same. */
final class PythonExceptions implements AutoCloseable {

    private final Path dir;
    private final Map<String, Class<?>> classes = new HashMap<>();
    private final List<URLClassLoader> loaders = new ArrayList<>();
    private final IdentityHashMap<Throwable, Raised> raised = new IdentityHashMap<>();

    /** @param dir for their classes */
    PythonExceptions(Path dir) {
        this.dir = dir;
    }

    RuntimeException of(Raised exception) {
        Class<?> type = classes.computeIfAbsent(exception.type(), any -> compiled(exception));
        try {
            RuntimeException made =
                    (RuntimeException) type.getConstructor(String.class).newInstance(exception.message());
            raised.put(made, exception);
            return made;
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    /** What an exception of these stands for. */
    Raised raised(Throwable exception) {
        return raised.get(exception);
    }

    private Class<?> compiled(Raised exception) {
        String type = exception.type();
        String name = exception.simpleName();
        String source = (type.equals(name) ? "" : "package " + type.substring(0, type.lastIndexOf('.')) + ";\n")
                + "public class " + name + " extends java.lang.RuntimeException {\n  public " + name
                + "(String message) { super(message); }\n}\n";
        try {
            URLClassLoader loader = CompiledClass.loader(
                    dir.resolve(type), Map.of(type, source), PythonExceptions.class.getClassLoader());
            loaders.add(loader);
            return loader.loadClass(type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() throws IOException {
        for (URLClassLoader loader : loaders) {
            loader.close();
        }
    }
}
