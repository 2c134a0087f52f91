/**
 * From text to {@link org.osprofiler.ProfilerOptions}: the osprofiler section of an api-paste ini, as PasteDeploy reads it,
 * and oslo-style conf files, as oslo.config reads them.
 *
 * <p>What may not live here: anything that opens a connection or acts on an option. Files are named by the caller, in {@link
 * org.osprofiler.paste.ConfigSources}; {@link org.osprofiler.paste.ConfigLookup} alone looks for them, for callers that have
 * no names. What an option is called, means and
 * defaults to stands in {@code Option} and nowhere else.
 *
 * <p>Start reading with {@link org.osprofiler.paste.PasteConfig#load(ConfigSources)}. Everything runs on the caller's
 * thread, at start and at a reload; nothing is kept between two calls.
 */
@NullMarked
package org.osprofiler.paste;

import org.jspecify.annotations.NullMarked;
