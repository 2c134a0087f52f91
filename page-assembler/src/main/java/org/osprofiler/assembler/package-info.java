/**
 * Makes the scripts and style sheets that a page carries of its sources: one script of many modules, without a bundler.
 *
 * <p>What may not live here: anything that runs outside of the build. Start reading with {@link
 * org.osprofiler.assembler.PageAssembler}; Maven's thread runs all of it.
 */
@NullMarked
package org.osprofiler.assembler;

import org.jspecify.annotations.NullMarked;
