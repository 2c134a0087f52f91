package org.osprofiler.interceptor.beans;

import jakarta.enterprise.context.Dependent;
import org.osprofiler.interceptor.Profiled;

/** One method only. */
@Dependent
public class Plain {

    @Profiled
    public void one() {}

    public void other() {}
}
