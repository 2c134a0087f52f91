package org.osprofiler.interceptor.packaged;

import jakarta.enterprise.context.ApplicationScoped;

/** Knows nothing of profiling: {@code trace_packages} finds it. */
@ApplicationScoped
public class Untouched {

    public void work() {}
}
