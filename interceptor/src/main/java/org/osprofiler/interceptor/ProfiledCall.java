package org.osprofiler.interceptor;

import jakarta.interceptor.InvocationContext;
import java.lang.reflect.Method;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.osprofiler.DescribedValue;
import org.osprofiler.Span;

/**
 * One call of a profiled method, from its start to the end of what it returned. The border: whatever fails in here, the
 * application's call goes on, and its result or exception is its own.
 */
final class ProfiledCall {

    private static final System.Logger LOG = System.getLogger(ProfiledInterceptor.class.getName());
    private static final ProfiledCall UNTRACED = new ProfiledCall(Span.NONE, false);

    private final Span span;
    private final boolean showsResult;

    private ProfiledCall(Span span, boolean showsResult) {
        this.span = span;
        this.showsResult = showsResult;
    }

    /**
     * @param beanClass the class that the application declared; null where the container does not tell it
     */
    static ProfiledCall open(ProfiledMethods methods, @Nullable Class<?> beanClass, InvocationContext call) {
        try {
            Method called = call.getMethod();
            ProfiledMethod method = methods.of(beanClass == null ? called.getDeclaringClass() : beanClass, called);
            return new ProfiledCall(method.open(call.getParameters()), !method.hideResult());
        } catch (RuntimeException | LinkageError e) {
            LOG.log(System.Logger.Level.DEBUG, "osprofiler: a call is not traced", e);
            return UNTRACED;
        }
    }

    void failed(Throwable error) {
        end(null, error);
    }

    void returned(@Nullable Object result) {
        boolean endsLater = result instanceof CompletionStage<?> stage && span.isTraced() && endsWith(stage);
        if (!endsLater) {
            end(result, null);
        }
    }

    private boolean endsWith(CompletionStage<?> stage) {
        span.detach(); // first: the stage may end on another thread before this one has returned
        try {
            stage.whenComplete((value, error) -> end(value, error == null ? null : unwrapped(error)));
            return true;
        } catch (RuntimeException | LinkageError e) { // a stage of the application's own making
            LOG.log(
                    System.Logger.Level.DEBUG,
                    "osprofiler: the end of a returned stage cannot be seen, its span ends with the call",
                    e);
            return false;
        }
    }

    private void end(@Nullable Object result, @Nullable Throwable error) {
        try {
            if (error != null) {
                if (DescribedValue.message(error, span.limits().maxMessage()) == null) {
                    span.info("message", ""); // the first of a name stands; OSProfiler's decorator has str(exception)
                }
                span.error(error);
            } else if (showsResult && span.isTraced()) {
                span.info(new FunctionResult(
                        DescribedValue.of(result, span.limits().maxText())));
            }
        } catch (RuntimeException | LinkageError e) {
            LOG.log(System.Logger.Level.DEBUG, "osprofiler: the end of a call is not described", e);
        } finally {
            span.close();
        }
    }

    /** Stages wrap what a function of theirs threw: the cause is what happened. */
    private static Throwable unwrapped(Throwable error) {
        Throwable cause = error;
        while (cause.getCause() != null
                && (cause instanceof CompletionException || cause instanceof ExecutionException)) {
            cause = cause.getCause();
        }
        return cause;
    }
}
