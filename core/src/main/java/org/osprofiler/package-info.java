/**
 * What applications and the other modules call: {@link org.osprofiler.Profiler}, {@link org.osprofiler.Span}, {@link
 * org.osprofiler.ProfilerOptions}.
 *
 * <p>What may not live here: anything that knows servlets, CDI, JDBC or a broker. Everything on a request's path neither
 * blocks, formats, nor throws, and allocates nothing while no trace is open.
 *
 * <p>Start reading with {@link org.osprofiler.Profiler#span(String)}, which runs on request threads; {@code SpanEncoder}
 * runs on the sender's.
 */
@NullMarked
package org.osprofiler;

import org.jspecify.annotations.NullMarked;
