/**
 * From the thread that made a notification to the broker or collector: the bounded queue, the sender thread, the
 * {@link org.osprofiler.send.Notifier} and its providers, the counters.
 *
 * <p>What may not live here: spans and their limits (that is {@code org.osprofiler}), bytes of the wire (that is {@code
 * org.osprofiler.wire}), brokers' clients (those are modules of their own).
 *
 * <p>Start reading with {@link org.osprofiler.send.Sender}. {@code Sender.offer} runs on request threads and takes no lock;
 * everything else runs on the sender's own thread, unless a method says otherwise.
 */
@NullMarked
package org.osprofiler.send;

import org.jspecify.annotations.NullMarked;
