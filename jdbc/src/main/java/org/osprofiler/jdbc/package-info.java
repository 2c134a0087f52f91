/**
 * Statements of a traced request as spans named {@code db}: what {@code trace_sqlalchemy} is in Python.
 *
 * <p>What may not live here: anything that talks to a database by itself. Start reading with {@link
 * org.osprofiler.jdbc.TracingDataSource}. The application's threads run all of it, except that what was found is written as
 * JSON on the sender's thread.
 */
@NullMarked
package org.osprofiler.jdbc;

import org.jspecify.annotations.NullMarked;
