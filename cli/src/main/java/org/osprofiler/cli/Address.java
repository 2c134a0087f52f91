package org.osprofiler.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where to listen: {@code 127.0.0.1:8777}, {@code [::1]:8777}. */
record Address(String host, int port) {

    private static final Pattern FORM = Pattern.compile("(?:\\[([0-9a-fA-F:.%]+)]|([^:\\[\\]]+)):([0-9]{1,5})");

    /**
     * @throws Failure when the text is none
     */
    static Address parse(String option, String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches() || Integer.parseInt(form.group(3)) > 65535) {
            throw Failure.usage(option + ": '" + text
                    + "' is no HOST:PORT, as 127.0.0.1:8777 or [::1]:8777; port 0 picks a free" + " one");
        }
        String host = form.group(1) == null ? form.group(2) : form.group(1);
        return new Address(host, Integer.parseInt(form.group(3)));
    }
}
