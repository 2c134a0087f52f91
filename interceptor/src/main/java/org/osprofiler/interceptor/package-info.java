/**
 * {@code @Profiled} beans: the binding, its interceptor, and the CDI extension that registers both and profiles {@code
 * trace_packages}.
 *
 * <p>What may not live here: anything of servlets; it runs in plain Java SE too.
 *
 * <p>Start reading with {@link org.osprofiler.interceptor.Profiled}. The interceptor runs on the application's threads, the
 * extension once at deployment.
 */
@NullMarked
package org.osprofiler.interceptor;

import org.jspecify.annotations.NullMarked;
