package org.osprofiler.interceptor.programs;

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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.osprofiler.interceptor.CompiledClass;
import org.osprofiler.interceptor.ProfiledExtension;

/** The classes and modules of a program as beans, compiled for it and run in Weld SE. */
final class ProgramBeans implements AutoCloseable {

    private final JavaSources sources;
    private final Map<String, Object> instances = new HashMap<>();
    private final List<URLClassLoader> loaders = new ArrayList<>();
    private SeContainer container;

    ProgramBeans(Definitions definitions, JavaSources sources, Path dir) throws IOException, ClassNotFoundException {
        this.sources = sources;
        // Apart, for a module's class may have the name of a class' package, which javac refuses.
        compile(definitions.modules(), dir.resolve("modules"));
        compile(definitions.classes(), dir.resolve("classes"));
        if (!loaders.isEmpty()) {
            start(definitions);
        }
    }

    private void compile(List<ProgramClass> types, Path dir) throws IOException {
        if (!types.isEmpty()) {
            ClassLoader above = loaders.isEmpty() ? ProgramBeans.class.getClassLoader() : lastLoader();
            loaders.add(CompiledClass.loader(dir, sources.of(types), above));
        }
    }

    private URLClassLoader lastLoader() {
        return loaders.get(loaders.size() - 1);
    }

    private void start(Definitions definitions) throws ClassNotFoundException {
        List<Class<?>> beans = new ArrayList<>();
        for (List<ProgramClass> types : List.of(definitions.modules(), definitions.classes())) {
            for (ProgramClass type : types) {
                beans.add(lastLoader().loadClass(sources.nameOf(type)));
            }
        }
        container = SeContainerInitializer.newInstance()
                .setClassLoader(lastLoader())
                .disableDiscovery()
                .addExtensions(new ProfiledExtension())
                .addBeanClasses(beans.toArray(Class<?>[]::new))
                .initialize();
    }

    /** Calls a function or method from outside, as another bean does. */
    Object call(Call call) throws Exception {
        JavaSources.JavaMethod found = sources.methodOf(call);
        Class<?> owner = lastLoader().loadClass(sources.nameOf(call.function().owner()));
        Method method = owner.getDeclaredMethod(found.name(), found.types().toArray(Class<?>[]::new));
        method.setAccessible(true);
        Object target = Modifier.isStatic(method.getModifiers()) ? null : instance(sources.nameOf(call.on()));
        try {
            return method.invoke(target, call.arguments());
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof Exception cause) {
                throw cause;
            }
            throw e;
        }
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

    @Override
    public void close() throws IOException {
        if (container != null) {
            container.close();
        }
        for (URLClassLoader loader : loaders) {
            loader.close();
        }
    }
}
