package org.osprofiler.interceptor;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.tools.ToolProvider;

/** Classes as others compile them: without the names of parameters, with a class missing. */
public final class CompiledClass {

    private CompiledClass() {}

    /** Compiles {@code public class NAME …} each, takes away {@code missing}, and loads the first. */
    static Class<?> of(Path dir, String missing, String... sources) throws Exception {
        Map<String, String> named = new LinkedHashMap<>();
        for (String source : sources) {
            named.put(source.replaceFirst("(?s).*?class (\\w+).*", "$1"), source);
        }
        URLClassLoader loader = loader(dir, named, CompiledClass.class.getClassLoader());
        Files.deleteIfExists(dir.resolve(missing + ".class"));
        return loader.loadClass(named.keySet().iterator().next());
    }

    /**
     * Compiles classes.
     *
     * @param sources by the class' full name
     * @param above the loader of what they know
     * @return a loader that has them
     */
    public static URLClassLoader loader(Path dir, Map<String, String> sources, ClassLoader above) throws IOException {
        List<String> args = new ArrayList<>(
                List.of("-proc:none", "-g:none", "-cp", System.getProperty("java.class.path"), "-d", dir.toString()));
        for (Map.Entry<String, String> source : sources.entrySet()) {
            Path file = dir.resolve(source.getKey().replace('.', '/') + ".java");
            Files.createDirectories(file.getParent());
            args.add(Files.writeString(file, source.getValue()).toString());
        }
        int result = ToolProvider.getSystemJavaCompiler().run(null, null, null, args.toArray(String[]::new));
        if (result != 0) {
            throw new AssertionError("not compiled: " + String.join("\n", sources.values()));
        }
        return new URLClassLoader(new URL[] {dir.toUri().toURL()}, above);
    }
}
