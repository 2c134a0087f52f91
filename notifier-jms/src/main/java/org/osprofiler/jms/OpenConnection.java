package org.osprofiler.jms;

import jakarta.jms.Connection;

/**
 * A connection, and what must be closed so that it is gone with everything that belongs to it.
 *
 * @param owner the connection itself where nothing else does
 */
record OpenConnection(Connection jms, AutoCloseable owner) {}
