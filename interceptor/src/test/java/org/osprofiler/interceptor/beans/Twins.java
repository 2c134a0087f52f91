package org.osprofiler.interceptor.beans;

import jakarta.enterprise.context.Dependent;
import org.osprofiler.interceptor.Profiled;

/** Two methods that differ in their interceptor only. */
@Dependent
public class Twins {

    @Profiled
    public int profiled(int value) {
        return value;
    }

    @Counted
    public int counted(int value) {
        return value;
    }
}
