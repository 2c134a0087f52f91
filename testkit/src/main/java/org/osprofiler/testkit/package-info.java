/**
 * Fixtures for tests of what is recorded: a profiler that keeps its notifications in memory; and what the real OSProfiler does.
 *
 * <p>What may not live here: a test framework; it works with any. Start reading with {@link
 * org.osprofiler.testkit.RecordedTrace}; the test's own thread runs all of it.
 */
@NullMarked
package org.osprofiler.testkit;

import org.jspecify.annotations.NullMarked;
