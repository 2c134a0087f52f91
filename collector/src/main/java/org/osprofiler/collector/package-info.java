/**
 * The process between senders and readers: takes notifications from brokers and over HTTP, stores them, serves Ceilometer's
 * events API and the pages.
 *
 * <p>What may not live here: SQL (that is {@code org.osprofiler.store}), trees and pages of a trace (that is {@code
 * org.osprofiler.report}), command lines.
 *
 * <p>Start reading with {@link org.osprofiler.collector.Collector}, then {@code Intake}, where both ways in meet. Requests run
 * on Jetty's threads, each queue of a broker on a thread of its own, writing on one thread ({@code StoreWriter}).
 */
@NullMarked
package org.osprofiler.collector;

import org.jspecify.annotations.NullMarked;
