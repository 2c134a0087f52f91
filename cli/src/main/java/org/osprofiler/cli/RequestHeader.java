package org.osprofiler.cli;

import java.net.http.HttpRequest;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** A header given with {@code -H}. Messages never show its value, nor a text that may be one: it may be a credential. */
record RequestHeader(String name, String value) {

    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

    /** Sent by us unless the user gives another value. */
    private static final Set<String> OURS = Set.of("user-agent", "accept", "content-type");

    /**
     * @param number which {@code -H} it is, from 1
     * @throws Failure when it is no header
     */
    static RequestHeader parse(String text, int number) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            throw Failure.usage("-H: number " + number + " has no colon; write 'NAME: VALUE'");
        }
        String name = text.substring(0, colon).strip();
        if (!TOKEN.matcher(name).matches()) {
            throw Failure.usage("-H: number " + number
                    + " has no name of letters, digits and '-' before its colon; write 'NAME: VALUE'");
        }
        return new RequestHeader(name, text.substring(colon + 1).strip());
    }

    /**
     * @throws Failure when it cannot be sent
     */
    void addTo(HttpRequest.Builder request) {
        try {
            if (OURS.contains(name.toLowerCase(Locale.ROOT))) {
                request.setHeader(name, value);
            } else {
                request.header(name, value);
            }
        } catch (IllegalArgumentException e) { // its message has the value in it
            throw Failure.usage("-H: " + name + " cannot be sent: its value has a character that no header may have");
        }
    }

    /** Without the value. */
    @Override
    public String toString() {
        return name;
    }
}
