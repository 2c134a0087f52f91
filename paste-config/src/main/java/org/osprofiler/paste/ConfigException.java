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

    ConfigException(List<String> problems) {
        super(String.join("\n", problems));
    }

    /** What was found at a place and what is allowed. */
    ConfigException(Place place, String text) {
        super(line(place, text));
    }

    /** One line, whatever a file holds: names in it may have line feeds and worse. */
    static String line(Place place, String text) {
        return oneLine(place + ": " + text + WHAT_HAPPENS_NOW);
    }

    static String oneLine(String text) {
        return text.codePoints()
                .map(c -> Character.isISOControl(c) || c == 0x2028 || c == 0x2029 ? ' ' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** One line for each problem, in the order of the sources; never empty. */
    public List<String> problems() {
        return String.valueOf(getMessage()).lines().toList();
    }

    /** Without what happens now, to be told as the reason of another problem. */
    String reason() {
        return String.valueOf(getMessage()).replace(WHAT_HAPPENS_NOW, "");
    }
}
