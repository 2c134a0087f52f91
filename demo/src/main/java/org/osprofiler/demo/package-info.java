/**
 * The demo: a volume service that an unmodified cinder client drives, and what it needs to run in one JVM.
 *
 * <p>Here are the broker, Jetty, the database and the configuration that binds them; what an application has is in {@code
 * api} and {@code manager}, and knows nothing of this package.
 *
 * <p>Start reading with {@link org.osprofiler.demo.Demo}. The caller's thread starts and stops; requests run on Jetty's
 * threads, messages on the broker client's.
 */
@NullMarked
package org.osprofiler.demo;

import org.jspecify.annotations.NullMarked;
