/**
 * A trace, or the difference of two, as one HTML file that needs nothing else: no server, no network.
 *
 * <p>What stands in the file, in this order: the content security policy; the summary, plain HTML that is there without
 * scripts too; the spans as columns ({@code PageData}, {@code Column}, {@code TextTable}); the script; the ids of spans far
 * down; and what the spans' notifications tell, taken apart into shapes and values ({@code PayloadShapes}, {@code ShapeTable}),
 * some thousand spans a line. Script and style sheet are the modules of {@code src/main/page}, put together and shortened when the project is built; {@code trace.js} and
 * {@code infos.js} there read what is written here.
 *
 * <p>What may not live here: anything that reads notifications or builds trees. Texts of a trace go through {@code Html},
 * which escapes them, or into packed data; nothing else writes to the page.
 *
 * <p>Start reading with {@link org.osprofiler.report.page.HtmlPage}. Runs on the caller's thread.
 */
@NullMarked
package org.osprofiler.report.page;

import org.jspecify.annotations.NullMarked;
