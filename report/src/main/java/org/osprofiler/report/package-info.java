/**
 * From notifications to a trace, and from the trace to what people and programs read: Python's JSON, Graphviz, plain text,
 * OpenTelemetry's and Chrome's JSON; the page is in {@code page}.
 *
 * <p>What may not live here: storage, sockets, command line options, anything that decides where notifications come from.
 * The one exception is {@link org.osprofiler.report.NotificationFile}, which reads them from a file.
 *
 * <p>Start reading with {@link org.osprofiler.report.Trace#of}; two traces are compared by {@link
 * org.osprofiler.report.TraceDiff}. A {@link org.osprofiler.report.Trace} is immutable and may be shared; everything else runs
 * on the caller's thread and keeps nothing. All of it is iterative and linear, so that a trace may have a hundred thousand
 * levels; except that Python's JSON indents each level by four spaces more, so that the size of {@link
 * org.osprofiler.report.ReportJson}'s text is quadratic in the depth, and that {@link org.osprofiler.report.DiffJson} writes a
 * path of up to some thousand levels for each row.
 */
@NullMarked
package org.osprofiler.report;

import org.jspecify.annotations.NullMarked;
