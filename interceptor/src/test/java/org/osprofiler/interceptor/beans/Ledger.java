package org.osprofiler.interceptor.beans;

/** Profiled by the stereotype of its stereotype. */
@BackOffice
public class Ledger {

    public int balance() {
        return 7;
    }
}
