package org.osprofiler.paste;

import java.util.List;

/**
 * The configuration cannot be used. Each problem is one line: {@code FILE:LINE: what was found, what is allowed, what happens
 * now}. No problem ever shows a key or a password.
 */
public final class ConfigException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** The same at start, at a reload and for {@code config show}. */
    private static final String WHAT_HAPPENS_NOW = "; this configuration is not used";

    private final transient List<String> problems;
    private final String reason;

    ConfigException(List<String> problems) {
        super(String.join(System.lineSeparator(), problems));
        this.problems = List.copyOf(problems);
        this.reason = getMessage();
    }

    /** What was found at a place and what is allowed. */
    ConfigException(Place place, String text) {
        super(line(place, text));
        this.problems = List.of(getMessage());
        this.reason = place + ": " + text;
    }

    static String line(Place place, String text) {
        return place + ": " + text + WHAT_HAPPENS_NOW;
    }

    /** One line for each problem, in the order of the sources; never empty. */
    public List<String> problems() {
        return problems;
    }

    /** Without what happens now, to be told as the reason of another problem. */
    String reason() {
        return reason;
    }
}
