package org.osprofiler.interceptor;

import jakarta.enterprise.util.Nonbinding;
import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Calls become spans while a request is traced: of one method, of all methods of a class, or of all beans with a stereotype
 * that has this. The counterpart of OSProfiler's {@code @profiler.trace} and {@code trace_cls}.
 *
 * <p>CDI intercepts calls from outside only: a method that calls another of its own object is not seen. If a {@link
 * java.util.concurrent.CompletionStage} is returned, the span ends with the stage.
 */
@InterceptorBinding
@Inherited
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface Profiled {

    /** On a method of a profiled class, {@code false} leaves that method alone: it is not intercepted at all. */
    boolean enabled() default true;

    /** The span's name, without {@code -}; default: the class' simple name, a dot, the method's name. */
    @Nonbinding
    String name() default "";

    /**
     * Names for the arguments, in order; default: the parameters' names, where they were compiled in ({@code javac
     * -parameters}). A name that tells of a secret, such as {@code password}, hides its value; of a text without a name only
     * the length is shown.
     */
    @Nonbinding
    String[] args() default {};

    /** Leaves the arguments out. */
    @Nonbinding
    boolean hideArgs() default false;

    /** Leaves the result out; as in OSProfiler it is hidden unless asked for. */
    @Nonbinding
    boolean hideResult() default true;
}
