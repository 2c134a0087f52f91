package org.osprofiler.it.war;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.osprofiler.interceptor.Profiled;

/** Profiled; calls another bean. */
@ApplicationScoped
@Profiled
public class Greeter {

    private final Dictionary dictionary;

    @Inject
    public Greeter(Dictionary dictionary) {
        this.dictionary = dictionary;
    }

    /** For the container's proxy. */
    protected Greeter() {
        this(new Dictionary());
    }

    public String greet(String name) {
        return dictionary.lookup("greeting") + " " + name;
    }
}
