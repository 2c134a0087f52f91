/**
 * A small application that any server takes: a servlet, two profiled beans. Start reading with {@link
 * org.osprofiler.it.war.GreetingServlet}.
 */
@NullMarked
package org.osprofiler.it.war;

import org.jspecify.annotations.NullMarked;
