/**
 * Statements of a traced request as spans named {@code db}: a DataSource around another one.
 *
 * <p>What may not live here: a connection pool, SQL of ours, anything that asks the database. Start reading with {@link
 * org.osprofiler.jdbc.TracingDataSource}; everything runs on the application's threads, writing on the sender's.
 */
@NullMarked
package org.osprofiler.jdbc;

import org.jspecify.annotations.NullMarked;
