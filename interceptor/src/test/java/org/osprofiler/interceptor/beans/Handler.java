package org.osprofiler.interceptor.beans;

/** Generic, so that the class that implements it has a bridge method. */
public interface Handler<T> {
    String handle(T input);
}
