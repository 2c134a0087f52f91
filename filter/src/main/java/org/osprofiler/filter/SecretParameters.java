package org.osprofiler.filter;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.osprofiler.InfoWriter;

/**
 * Hides the values of a URL's parameters whose names tell of secrets: {@code ?access_token=***}, {@code ;jsessionid=***}.
 * OSProfiler writes them as sent.
 */
final class SecretParameters {

    private SecretParameters() {}

    /** Of a query. Parameters are separated by {@code &}; older ones by a semicolon, so a secret ends with the next {@code &}. */
    static String hiddenInQuery(String query, InfoWriter out) {
        return hidden(query, "&;", "&", out);
    }

    /** Of a path, whose segments have them behind a semicolon (RFC 3986, 3.3); a secret ends with its segment. */
    static String hiddenInPath(String path, InfoWriter out) {
        return path.indexOf(';') < 0 ? path : hidden(path, "/;", "/", out);
    }

    /**
     * @param separators what ends a parameter
     * @param ends what ends a secret's value: where there is doubt, more is hidden
     */
    private static String hidden(String text, String separators, String ends, InfoWriter out) {
        StringBuilder shown = new StringBuilder(text.length());
        int at = 0;
        while (at < text.length()) {
            int end = next(text, at, separators);
            int equals = text.indexOf('=', at);
            if (equals >= 0 && equals < end && isSecret(text.substring(at, equals), out)) {
                shown.append(text, at, equals + 1).append(InfoWriter.MASK);
                end = next(text, end, ends);
            } else {
                shown.append(text, at, end);
            }
            if (end < text.length()) {
                shown.append(text.charAt(end));
            }
            at = end + 1;
        }
        return shown.toString();
    }

    private static int next(String text, int from, String separators) {
        int at = from;
        while (at < text.length() && separators.indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return at;
    }

    private static boolean isSecret(String name, InfoWriter out) {
        String plain = unescaped(name);
        // Who has a session's id has the session; "session" alone may be a talk at a conference.
        return out.hides(plain)
                || plain.toLowerCase(Locale.ROOT)
                        .replace("_", "")
                        .replace("-", "")
                        .endsWith("sessionid");
    }

    private static String unescaped(String name) {
        if (name.indexOf('%') < 0) {
            return name;
        }
        try {
            return URLDecoder.decode(name, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return name; // no escape
        }
    }
}
