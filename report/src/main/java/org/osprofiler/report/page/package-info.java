/**
 * The trace as one HTML file that needs nothing else: no server, no script, no network.
 *
 * <p>What may not live here: anything that reads notifications or builds trees. All text goes through {@code Html}, which
 * escapes it; nothing else writes to the page.
 *
 * <p>Start reading with {@link org.osprofiler.report.page.HtmlPage}. Runs on the caller's thread.
 */
@NullMarked
package org.osprofiler.report.page;

import org.jspecify.annotations.NullMarked;
