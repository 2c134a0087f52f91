@NullMarked
package org.osprofiler.demo.manager;

import org.jspecify.annotations.NullMarked;
