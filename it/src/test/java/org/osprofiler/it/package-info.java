/**
 * The whole path, from a signed request to the report, on Jetty and with a real broker; and what must be true of all modules
 * together. Start reading with {@code WholePathIT}.
 */
@NullMarked
package org.osprofiler.it;

import org.jspecify.annotations.NullMarked;
