/**
 * The servlet filter: from a request with signed headers to a root span, and its life cycle in an application.
 *
 * <p>What may not live here: how headers are verified or spans are sent (core), what an ini means (paste-config).
 *
 * <p>Start reading with {@link org.osprofiler.filter.ProfilerFilter}. {@code doFilter} and the listener of asynchronous
 * requests run on the container's threads; {@code ConfigWatch} has a thread of its own.
 */
@NullMarked
package org.osprofiler.filter;

import org.jspecify.annotations.NullMarked;
