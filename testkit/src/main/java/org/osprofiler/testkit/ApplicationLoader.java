package org.osprofiler.testkit;

import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Arrays;
import java.util.stream.Stream;

/**
 * A class loader like that of a deployed application, to see whether anything keeps it when the application is gone:
 *
 * <pre>{@code
 * WeakReference<ClassLoader> loader = ApplicationLoader.run(UsesTheFilter.class, ProfilerFilter.class, Profiler.class);
 * await().until(() -> { System.gc(); return loader.get() == null; });
 * }</pre>
 */
public final class ApplicationLoader {

    private ApplicationLoader() {}

    /**
     * Runs {@code work}, which needs a public constructor, in a loader that has the classes of this project for its own and
     * shares all others with the caller.
     *
     * @param alongside a class of each further folder or jar that the application brings
     */
    public static WeakReference<ClassLoader> run(Class<? extends Runnable> work, Class<?>... alongside)
            throws Exception {
        URL[] own = Stream.concat(Stream.of(work), Arrays.stream(alongside))
                .map(type -> type.getProtectionDomain().getCodeSource().getLocation())
                .distinct()
                .toArray(URL[]::new);
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader loader = new URLClassLoader(own, new OthersOnly(work.getClassLoader()))) {
            thread.setContextClassLoader(loader);
            Class<?> again = loader.loadClass(work.getName());
            if (again == work) {
                throw new IllegalStateException(work.getName() + " is shared: it would show nothing");
            }
            ((Runnable) again.getConstructor().newInstance()).run();
            return new WeakReference<>(loader);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** Hides the project's classes, so that they are found again below. */
    private static final class OthersOnly extends ClassLoader {

        OthersOnly(ClassLoader shared) {
            super(shared);
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.startsWith("org.osprofiler.")) {
                throw new ClassNotFoundException(name);
            }
            return super.loadClass(name, resolve);
        }
    }
}
