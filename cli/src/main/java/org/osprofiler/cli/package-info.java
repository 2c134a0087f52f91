/**
 * The {@code osprofiler} command: one class for each subcommand, and the border where a failure becomes one line on standard
 * error and an exit code ({@link org.osprofiler.cli.ErrorReport}).
 *
 * <p>What may not live here: anything another program could use; commands read arguments, call a module, and print. A
 * command's fields and method signatures name no class of Jetty, H2, Weld or the broker, so that the short commands do not
 * load them.
 *
 * <p>Start reading with {@link org.osprofiler.cli.Main} and {@link org.osprofiler.cli.Osprofiler}, which lists the
 * subcommands. All runs on the main thread; {@code demo} and {@code collect} also stop on the JVM's shutdown thread.
 */
@NullMarked
package org.osprofiler.cli;

import org.jspecify.annotations.NullMarked;
