/**
 * What goes over the wire and comes back: {@link org.osprofiler.wire.Notification}, its JSON both ways, the two oslo
 * envelopes, and the signed headers. One writer, one reader, for all modules.
 *
 * <p>What may not live here: sockets, threads, queues, trees of spans. Wire names ({@code base_id}, {@code X-Trace-Info},
 * {@code /v1/events}, …) are constants of the classes here and appear nowhere else.
 *
 * <p>Start reading with {@link org.osprofiler.wire.SignedHeaders} (what comes in) and
 * {@link org.osprofiler.wire.PayloadWriter} (what goes out). Everything here is used from any thread; nothing keeps state
 * between calls, except {@link org.osprofiler.wire.JsonWriter}, which belongs to one thread.
 */
@NullMarked
package org.osprofiler.wire;

import org.jspecify.annotations.NullMarked;
