package org.osprofiler.it.war;

import jakarta.enterprise.context.RequestScoped;
import org.osprofiler.interceptor.Profiled;

/** Profiled; nested below {@link Greeter}. */
@RequestScoped
@Profiled
public class Dictionary {

    public String lookup(String word) {
        return word.equals("greeting") ? "hello" : word;
    }
}
