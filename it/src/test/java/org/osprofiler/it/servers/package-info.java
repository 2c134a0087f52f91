/**
 * The server matrix: one WAR on real servers, each a process. {@link org.osprofiler.it.servers.ServerContract} holds what must
 * be true of all; a server is one short class.
 */
@NullMarked
package org.osprofiler.it.servers;

import org.jspecify.annotations.NullMarked;
