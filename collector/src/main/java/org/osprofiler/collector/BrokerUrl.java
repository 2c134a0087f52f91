package org.osprofiler.collector;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.osprofiler.send.Destination;

/**
 * A broker to consume from.
 *
 * @param url without user and password
 * @param display for logs and messages
 */
record BrokerUrl(String url, @Nullable String user, @Nullable String password, String display) {

    private static final Pattern FORM = Pattern.compile("((?:tcp|vm)://)(?:([^/@:]*)(?::([^/@]*))?@)?([^/@]+.*)");

    /** @throws IllegalArgumentException saying what is allowed */
    static BrokerUrl parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("'" + Destination.display(text)
                    + "' is no broker that can be consumed; allowed is tcp://[USER:PASSWORD@]HOST:PORT (Artemis)"
                    + (text.startsWith("rabbit") ? "; rabbit:// is not yet in this version" : ""));
        }
        return new BrokerUrl(
                matcher.group(1) + matcher.group(4),
                decode(matcher.group(2)),
                decode(matcher.group(3)),
                Destination.display(text));
    }

    private static @Nullable String decode(@Nullable String text) {
        return text == null ? null : URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return display;
    }
}
