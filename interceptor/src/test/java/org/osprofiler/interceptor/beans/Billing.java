package org.osprofiler.interceptor.beans;

/** Profiled by its stereotype. */
@Service
public class Billing {

    public int total() {
        return 42;
    }
}
