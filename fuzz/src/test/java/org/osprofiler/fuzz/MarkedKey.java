package org.osprofiler.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** A configuration whose keys are a marker, whatever else was done to it, and the look for the marker in what is said of it. */
final class MarkedKey {

    static final String TEXT = "q7Zx9-a-key-that-nobody-may-see";

    /** Messages may show a key's first two characters. */
    private static final String HIDDEN = TEXT.substring(2, 10);

    private static final String OPTION = "hmac_keys";
    private static final Pattern NAME = Pattern.compile(OPTION);

    /** Only line feeds and carriage returns end a line of a configuration. */
    private static final Pattern LINE = Pattern.compile("(?<![^\\n\\r])" + OPTION + "[ \\t]*[=:]");

    private final byte[] content;
    private final boolean onlyKeys;

    private MarkedKey(byte[] content, boolean onlyKeys) {
        this.content = content;
        this.onlyKeys = onlyKeys;
    }

    /** Puts the marker at the beginning of all {@code hmac_keys}. */
    static MarkedKey into(byte[] content) {
        String text = new String(content, StandardCharsets.ISO_8859_1); // changes no byte
        long lines = LINE.matcher(text).results().count();
        // Who names the option elsewhere may mean its value to be shown: service = %(hmac_keys)s. And the fuzzer knows
        // the marker.
        boolean onlyKeys = lines == NAME.matcher(text).results().count() && !text.contains(HIDDEN);
        String marked = LINE.matcher(text).replaceAll(line -> line.group() + " " + TEXT);
        return new MarkedKey(marked.getBytes(StandardCharsets.ISO_8859_1), onlyKeys);
    }

    byte[] content() {
        return content;
    }

    /**
     * @throws AssertionError when the marker is in something that is shown
     */
    void mustNotBeIn(Object shown) {
        if (onlyKeys && shown.toString().contains(HIDDEN)) {
            throw new AssertionError("a key is shown: " + shown);
        }
    }
}
