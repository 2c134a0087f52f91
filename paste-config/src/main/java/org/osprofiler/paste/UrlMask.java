package org.osprofiler.paste;

import java.util.stream.Stream;

/** A URL without its passwords; users, hosts and the path stay. */
final class UrlMask {

    private static final String MASK = "***";

    private UrlMask() {}

    static String mask(String url) {
        int slashes = url.indexOf("//");
        if (slashes < 0) {
            int colon = url.indexOf(':');
            int at = url.lastIndexOf('@');
            return at < 0 ? maskQuery(url) : url.substring(0, colon + 1) + MASK + maskQuery(url.substring(at));
        }
        int from = slashes + 2;
        int end = indexOrEnd(url, '/', from);
        int lastAt = url.lastIndexOf('@');
        String[] hosts = url.substring(from, end).split(",", -1); // oslo: several hosts, each with its user
        if (lastAt >= end || (lastAt >= 0 && !Stream.of(hosts).allMatch(host -> host.contains("@")))) {
            // A slash or a comma that was not escaped: nobody can say where a password begins, so all of it goes.
            return url.substring(0, from) + MASK + maskQuery(url.substring(lastAt));
        }
        StringBuilder shown = new StringBuilder(url.substring(0, from));
        String separator = "";
        for (String host : hosts) {
            shown.append(separator).append(maskUser(host));
            separator = ",";
        }
        return shown.append(maskQuery(url.substring(end))).toString();
    }

    private static String maskUser(String host) {
        int at = host.lastIndexOf('@');
        int colon = host.indexOf(':');
        return at < 0 || colon < 0 || colon > at
                ? maskQuery(host)
                : host.substring(0, colon) + ":" + MASK + maskQuery(host.substring(at));
    }

    /** Artemis takes {@code ?user=…&password=…}; whatever else stands behind the question mark may be as delicate. */
    private static String maskQuery(String text) {
        int query = text.indexOf('?');
        return query < 0 ? text : text.substring(0, query + 1) + MASK;
    }

    private static int indexOrEnd(String text, char c, int from) {
        int found = text.indexOf(c, from);
        return found < 0 ? text.length() : found;
    }
}
