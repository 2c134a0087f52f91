/**
 * The service {@code volume-api}: a small web application such as a user of the profiler has, an HTTP API in front of a
 * database and of another service.
 *
 * <p>What may not live here: anything that starts servers; whoever deploys the application gives it its DataSource and its
 * ConnectionFactory. Profiling is the filter in web.xml, {@code @Profiled} on beans, and the DataSource in {@link
 * org.osprofiler.demo.api.Resources}; nothing else knows of it.
 *
 * <p>Start reading with {@link org.osprofiler.demo.api.VolumesServlet}. All of it runs on the container's request threads.
 */
@NullMarked
package org.osprofiler.demo.api;

import org.jspecify.annotations.NullMarked;
