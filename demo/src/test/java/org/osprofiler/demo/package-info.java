/** The demo as its users meet it: over HTTP, by the real cinder client, and in the traces that it leaves. */
@NullMarked
package org.osprofiler.demo;

import org.jspecify.annotations.NullMarked;
