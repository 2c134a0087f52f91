package org.osprofiler.interceptor;

import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Intercepted;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;
import org.osprofiler.Profiler;

/**
 * Opens a span around each call of a {@link Profiled} method. Outside of asynchronous and transactional interceptors, so
 * that a span covers the commit.
 */
@Profiled
@Interceptor
@Priority(Interceptor.Priority.PLATFORM_BEFORE + 1)
public class ProfiledInterceptor implements Serializable {

    private static final long serialVersionUID = 1L;

    /**
     * The class that the application declared; the target's own class is a proxy of the container. Null in components that
     * are no beans, such as servlets and message-driven beans.
     */
    private final @Nullable Class<?> beanClass;

    /** The application's; an own one after passivation. */
    private transient @Nullable ProfiledMethods methods;

    @Inject
    public ProfiledInterceptor(@Intercepted @Nullable Bean<?> bean, BeanManager manager) {
        beanClass = bean == null ? null : bean.getBeanClass();
        methods = ProfiledExtension.methodsOf(manager);
    }

    /** While this thread is not traced: the call itself and nothing else. */
    @AroundInvoke
    public @Nullable Object profile(InvocationContext call) throws Exception {
        return Profiler.isTracing() ? traced(call) : call.proceed();
    }

    private @Nullable Object traced(InvocationContext call) throws Exception {
        ProfiledCall profiled = ProfiledCall.open(methods(), beanClass, call);
        Object result;
        try {
            result = call.proceed();
        } catch (Throwable e) {
            profiled.failed(e);
            throw e;
        }
        profiled.returned(result);
        return result;
    }

    private ProfiledMethods methods() {
        ProfiledMethods known = methods;
        if (known == null) {
            known = new ProfiledMethods();
            methods = known;
        }
        return known;
    }
}
