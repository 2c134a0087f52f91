/** Parts of volume-api that need no server. */
@NullMarked
package org.osprofiler.demo.api;

import org.jspecify.annotations.NullMarked;
