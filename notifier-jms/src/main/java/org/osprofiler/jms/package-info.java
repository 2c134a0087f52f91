/**
 * Notifications to a queue over Jakarta Messaging: Artemis by its own client ({@code tcp://}), or whatever the server's own
 * connection factory leads to ({@code jndi:}).
 *
 * <p>What may not live here: bytes of the wire and the queue's name ({@code org.osprofiler.wire}), waiting and retrying
 * ({@code org.osprofiler.send}), consuming (the collector). What others may use of it: {@link
 * org.osprofiler.jms.ArtemisUrl} and {@link org.osprofiler.jms.ArtemisConnection}, by which the collector consumes.
 *
 * <p>Start reading with {@link org.osprofiler.jms.JmsNotifier}. The sender's thread runs all of it, except that the
 * connector is made, and a {@code jndi:} name looked up, on the thread that makes the profiler. An open Artemis connection
 * has a few threads of its own; none stays when it is closed. Its netty thread is no daemon: a JVM whose profiler nobody
 * closes ends when the connection has been idle for a minute.
 */
@NullMarked
package org.osprofiler.jms;

import org.jspecify.annotations.NullMarked;
