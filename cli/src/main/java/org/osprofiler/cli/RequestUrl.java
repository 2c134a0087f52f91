package org.osprofiler.cli;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osprofiler.send.Destination;

/** The URL that a request goes to. Messages leave its user and password out. */
final class RequestUrl {

    private static final int MAX_PORT = 65535;
    private static final Pattern PORT = Pattern.compile(".*:([0-9]+)");

    private RequestUrl() {}

    /**
     * @throws Failure when it is none that can be asked
     */
    static URI parse(String text) {
        try {
            URI url = new URI(text);
            check(url, text);
            return url;
        } catch (URISyntaxException e) {
            throw Failure.usage(
                    "'" + shown(text) + "' is no URL: " + e.getReason() + " at character " + (e.getIndex() + 1)
                            + " of what was given; write other characters than letters and digits as %XX",
                    withoutText(e));
        }
    }

    private static void check(URI url, String text) {
        String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
        String authority = url.getRawAuthority();
        if (!scheme.equals("http") && !scheme.equals("https") || authority == null) {
            throw Failure.usage("'" + shown(text) + "' is no URL; it begins with http://HOST or https://HOST");
        }
        Matcher port = PORT.matcher(authority);
        if (port.matches() && !isPort(port.group(1))) {
            throw Failure.usage("'" + shown(text) + "': a port from 1 to " + MAX_PORT + " is allowed");
        }
        if (url.getHost() == null) {
            boolean underscore =
                    authority.substring(authority.lastIndexOf('@') + 1).contains("_");
            throw Failure.usage(
                    underscore
                            ? "'" + shown(text)
                                    + "': Java's HTTP client cannot ask a host with '_' in its name; write its"
                                    + " address, or give it another name, with -H 'Host: NAME' for the old one"
                            : "'" + shown(text) + "' is no URL; it begins with http://HOST or https://HOST");
        }
    }

    private static boolean isPort(String digits) {
        return digits.length() <= 5 && Integer.parseInt(digits) >= 1 && Integer.parseInt(digits) <= MAX_PORT;
    }

    private static String shown(String text) {
        return text.contains("//") ? Destination.display(text) : text.substring(text.lastIndexOf('@') + 1);
    }

    /** For --debug: the exception's own message repeats the URL. */
    private static Exception withoutText(URISyntaxException e) {
        Exception shown = new IllegalArgumentException(e.getReason());
        shown.setStackTrace(e.getStackTrace());
        return shown;
    }
}
