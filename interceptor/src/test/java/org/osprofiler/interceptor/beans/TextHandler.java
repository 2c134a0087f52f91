package org.osprofiler.interceptor.beans;

import jakarta.enterprise.context.ApplicationScoped;
import org.osprofiler.interceptor.Profiled;

/** Called through its generic interface. */
@ApplicationScoped
@Profiled
public class TextHandler implements Handler<String> {

    @Override
    public String handle(String input) {
        return "handled " + input;
    }
}
