package org.osprofiler.interceptor;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.ToolProvider;

/** Classes as others compile them: without the names of parameters, with a class missing. */
final class CompiledClass {

    private CompiledClass() {}

    /** Compiles {@code public class NAME …} each, takes away {@code missing}, and loads the first. */
    static Class<?> of(Path dir, String missing, String... sources) throws Exception {
        List<String> args = new ArrayList<>(
                List.of("-proc:none", "-g:none", "-cp", System.getProperty("java.class.path"), "-d", dir.toString()));
        String first = null;
        for (String source : sources) {
            String name = source.replaceFirst("(?s).*?class (\\w+).*", "$1");
            first = first == null ? name : first;
            args.add(write(dir.resolve(name + ".java"), source).toString());
        }
        int result = ToolProvider.getSystemJavaCompiler().run(null, null, null, args.toArray(String[]::new));
        if (result != 0 || first == null) {
            throw new AssertionError("not compiled: " + String.join("\n", sources));
        }
        Files.deleteIfExists(dir.resolve(missing + ".class"));
        return new URLClassLoader(new URL[] {dir.toUri().toURL()}, CompiledClass.class.getClassLoader())
                .loadClass(first);
    }

    private static Path write(Path file, String source) throws IOException {
        return Files.writeString(file, source);
    }
}
