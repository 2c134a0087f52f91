/** Each command is run in this JVM through {@link org.osprofiler.cli.Run}; {@code …IT} starts {@code bin/osprofiler}. */
@NullMarked
package org.osprofiler.cli;

import org.jspecify.annotations.NullMarked;
