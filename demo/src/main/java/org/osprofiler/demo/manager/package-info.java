/**
 * The service {@code volume-manager}: it takes messages from the broker, finds room for volumes and makes them. It shows how
 * a program without servlets and CDI takes part in a trace.
 *
 * <p>What may not live here: anything of the API.
 *
 * <p>Start reading with {@link org.osprofiler.demo.manager.VolumeManager}. Messages are handled on the broker client's
 * threads, one for each worker; volumes become available on a thread of {@link
 * org.osprofiler.demo.manager.VolumeDriver}.
 */
@NullMarked
package org.osprofiler.demo.manager;

import org.jspecify.annotations.NullMarked;
