package org.osprofiler.interceptor;

import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Intercepted;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import java.io.Serializable;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.osprofiler.Profiler;
import org.osprofiler.Span;

/**
 * Opens a span around each call of a {@link Profiled} method. Outside of asynchronous and transactional interceptors, so
 * that a span covers the commit.
 */
@Profiled
@Interceptor
@Priority(Interceptor.Priority.PLATFORM_BEFORE + 1)
public class ProfiledInterceptor implements Serializable {

    private static final long serialVersionUID = 1L;

    /** The class that the application declared; the target's own class is a proxy of the container. */
    private final Class<?> declared;

    @Inject
    public ProfiledInterceptor(@Intercepted Bean<?> bean) {
        declared = bean.getBeanClass();
    }

    /** While this thread is not traced: the call itself and nothing else. */
    @AroundInvoke
    public @Nullable Object profile(InvocationContext call) throws Exception {
        return Profiler.isTracing() ? traced(call) : call.proceed();
    }

    private @Nullable Object traced(InvocationContext call) throws Exception {
        ProfiledMethod method = ProfiledMethod.of(declared, call.getMethod());
        Span span = method.open(call.getParameters());
        boolean endsLater = false;
        try {
            Object result = call.proceed();
            if (result instanceof CompletionStage<?> stage && span.isTraced()) {
                endsLater = true;
                span.detach();
                stage.whenComplete((value, error) -> end(span, method, value, error));
            } else {
                method.result(span, result);
            }
            return result;
        } catch (Throwable e) {
            span.error(e);
            throw e;
        } finally {
            if (!endsLater) {
                span.close();
            }
        }
    }

    private static void end(Span span, ProfiledMethod method, @Nullable Object value, @Nullable Throwable error) {
        if (error == null) {
            method.result(span, value);
        } else {
            span.error(error);
        }
        span.close();
    }
}
