package org.osprofiler.collector;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.osprofiler.send.Destination;

/**
 * A broker to consume from.
 *
 * @param url what the Artemis client takes: without user and password, with our parameters where the user has given none
 * @param display for logs and messages
 */
record BrokerUrl(
        String url, @Nullable String user, @Nullable String password, String display) {

    private static final Pattern FORM = Pattern.compile(
            "(tcp|vm)://(?:([^/?@:]*)(?::([^/?@]*))?@)?([^/?@:]+|\\[[0-9A-Fa-f:.]+])(:\\d{1,5})?/?(?:\\?(.*))?");
    private static final String DEFAULT_PORT = ":61616";

    /** Threads of our own, gone after close; epoll and kqueue need native jars that are left out. */
    private static final List<String> TCP = List.of(
            "useGlobalWorkerPool=false",
            "remotingThreads=1",
            "useEpoll=false",
            "useKQueue=false",
            "connect-timeout-millis=5000",
            "quietPeriod=0",
            "shutdownTimeout=1000");

    /** @throws IllegalArgumentException saying what is allowed, without the password */
    static BrokerUrl parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("'" + Destination.display(text)
                    + "' is no broker that can be consumed; allowed is tcp://[USER:PASSWORD@]HOST[:PORT] (Artemis; letters that"
                    + " have a meaning in URLs as %XX)"
                    + (text.startsWith("rabbit") ? "; rabbit:// is not yet in this version" : ""));
        }
        boolean vm = matcher.group(1).equals("vm");
        String port = matcher.group(5) == null && !vm ? DEFAULT_PORT : text(matcher.group(5));
        String address = matcher.group(1) + "://" + matcher.group(4) + port;
        return new BrokerUrl(
                address + '?' + query(text(matcher.group(6)), vm),
                decode(matcher.group(2)),
                decode(matcher.group(3)),
                address);
    }

    private static String query(String given, boolean vm) {
        StringBuilder query = new StringBuilder(given);
        for (String parameter : vm ? List.<String>of() : TCP) {
            String name = parameter.substring(0, parameter.indexOf('=') + 1);
            if (!("&" + given).contains("&" + name)) {
                query.append(query.isEmpty() ? "" : "&").append(parameter);
            }
        }
        return query.toString();
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static @Nullable String decode(@Nullable String text) {
        return text == null ? null : URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return display;
    }
}
