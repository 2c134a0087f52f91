/**
 * Where notifications are kept and read from: the {@link org.osprofiler.store.TraceStore} interface and its drivers, told
 * apart by the connection string.
 *
 * <p>What may not live here: trees of spans and reports (that is {@code org.osprofiler.report}), HTTP intake and brokers (that
 * is {@code org.osprofiler.collector}). Above this package nobody knows rows.
 *
 * <p>Start reading with {@link org.osprofiler.store.TraceStores}, which opens a store. A store may be used from any number of
 * threads; its own are those of its connection pool, or of its HTTP client, whose answers are watched on the JDK's common pool.
 */
@NullMarked
package org.osprofiler.store;

import org.jspecify.annotations.NullMarked;
