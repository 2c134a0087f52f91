package org.osprofiler.interceptor;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AnnotatedType;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.BeforeBeanDiscovery;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessAnnotatedType;
import jakarta.enterprise.inject.spi.ProcessSyntheticAnnotatedType;
import jakarta.enterprise.inject.spi.WithAnnotations;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/**
 * Registers {@link Profiled} and its interceptor, whatever the server makes of this jar's beans.xml, and profiles the beans
 * of {@code trace_packages}. Never fails a deployment.
 */
public class ProfiledExtension implements Extension {

    private static final System.Logger LOG = System.getLogger(ProfiledExtension.class.getName());
    private static final Profiled PROFILED = ProfiledLiteral.INSTANCE;

    private final TracePackages tracePackages = TracePackages.fromConfiguration();

    private final ProfiledMethods methods = new ProfiledMethods();

    /** Those of the application that the manager belongs to. */
    static ProfiledMethods methodsOf(BeanManager manager) {
        try {
            return manager.getExtension(ProfiledExtension.class).methods;
        } catch (RuntimeException | LinkageError e) {
            return new ProfiledMethods(); // the extension is not seen from here
        }
    }

    void register(@Observes BeforeBeanDiscovery discovery, BeanManager manager) {
        discovery.addInterceptorBinding(Profiled.class);
        discovery.addAnnotatedType(
                manager.createAnnotatedType(ProfiledInterceptor.class), ProfiledInterceptor.class.getName());
    }

    /** Servers that scan this jar find the interceptor a second time; twice it would make two spans of each call. */
    void once(@Observes ProcessAnnotatedType<ProfiledInterceptor> type) {
        if (!(type instanceof ProcessSyntheticAnnotatedType)) {
            type.veto();
        }
    }

    <T> void check(@Observes @WithAnnotations(Profiled.class) ProcessAnnotatedType<T> type) {
        Class<T> bean = type.getAnnotatedType().getJavaClass();
        try {
            warnOfDash(bean, ProfiledMethod.annotation(bean, null));
            for (Method method : bean.getDeclaredMethods()) {
                warnOfDash(bean, method.getAnnotation(Profiled.class));
            }
        } catch (RuntimeException | LinkageError e) { // a class that it mentions is not there
            LOG.log(System.Logger.Level.DEBUG, "osprofiler: the names in " + bean.getName() + " are not checked", e);
        }
    }

    <T> void profilePackages(@Observes ProcessAnnotatedType<T> type) {
        AnnotatedType<T> annotated = type.getAnnotatedType();
        Class<T> bean = annotated.getJavaClass();
        if (!tracePackages.includes(bean) || annotated.isAnnotationPresent(Profiled.class)) {
            return;
        }
        String obstacle = obstacle(bean);
        if (obstacle == null) {
            type.configureAnnotatedType().add(PROFILED);
        } else {
            LOG.log(
                    System.Logger.Level.INFO,
                    "osprofiler: {0} is in trace_packages, but cannot be intercepted and is left alone: {1}",
                    bean.getName(),
                    obstacle);
        }
    }

    private static @Nullable String obstacle(Class<?> bean) {
        try {
            return Interceptable.obstacle(bean);
        } catch (RuntimeException | LinkageError e) { // a class that it mentions is not there
            return "it cannot be looked at: " + e;
        }
    }

    private static void warnOfDash(Class<?> bean, @Nullable Profiled profiled) {
        if (profiled != null && profiled.name().indexOf('-') >= 0) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "osprofiler: @Profiled(name = \"{0}\") in {1}: reports cut a name at its first ''-''; use another"
                            + " character",
                    profiled.name(),
                    bean.getName());
        }
    }
}
