/**
 * Tests with real peers, each a process: the cinder client, the Ceilometer agent, Python's OSProfiler; and our own command, as a
 * user starts it. Tagged {@code peers}; what is missing is named by {@link org.osprofiler.it.peers.Peers}.
 */
@NullMarked
package org.osprofiler.it.peers;

import org.jspecify.annotations.NullMarked;
