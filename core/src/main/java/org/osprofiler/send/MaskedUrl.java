package org.osprofiler.send;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A URL that may be shown: without its passwords, however badly they are escaped, and without its parameters, which may hold
 * passwords too. Of oslo's URLs of several hosts each has its own user.
 */
public final class MaskedUrl {

    private static final String MASK = "***";

    /** @param login {@code user@} or {@code user:***@}; {@code ***@} where nobody can say what the user is; or empty */
    private record Host(String login, String name) {

        /** What stands between two commas. */
        static Host of(String text) {
            int at = text.lastIndexOf('@');
            String login = text.substring(0, at + 1);
            int colon = login.indexOf(':');
            return new Host(colon < 0 ? login : login.substring(0, colon + 1) + MASK + '@', text.substring(at + 1));
        }

        static Host behindLogin(String text) {
            return new Host(MASK + '@', text);
        }
    }

    private final String prefix;
    private final List<Host> hosts;
    private final String path;
    private final String parameters;

    private MaskedUrl(String prefix, List<Host> hosts, String path, String parameters) {
        this.prefix = prefix;
        this.hosts = hosts;
        this.path = path;
        this.parameters = parameters;
    }

    public static MaskedUrl of(String url) {
        if (url.startsWith("jdbc:")) {
            return ofJdbc(url);
        }
        int slashes = url.indexOf("//");
        int mark = indexOfAny(url, "@?#;", 0);
        boolean hasAuthority = slashes >= 0 && slashes < mark;
        int begin = hasAuthority ? slashes + 2 : url.substring(0, mark).indexOf(':') + 1;
        String prefix = url.substring(0, begin);
        int cut = parametersOf(url, hasAuthority, begin);
        if (url.indexOf('@', cut) >= 0 && !isWellFormed(url)) {
            return behindPassword(prefix, url.substring(cut));
        }
        String parameters = cut < url.length() ? url.charAt(cut) + MASK : "";
        return withoutParameters(prefix, hasAuthority, url.substring(begin, cut), parameters);
    }

    /** H2 has its options, users and passwords among them, behind semicolons; others have them behind a question mark. */
    private static MaskedUrl ofJdbc(String url) {
        int cut = indexOfAny(url, ";?", 0);
        String place = url.substring(0, cut);
        int at = place.lastIndexOf('@'); // oracle:thin:USER/PASSWORD@HOST
        int scheme = place.indexOf(':', "jdbc:".length()) + 1;
        List<Host> hosts = List.of(
                at < scheme ? new Host("", place.substring(scheme)) : Host.behindLogin(place.substring(at + 1)));
        String parameters = cut < url.length() ? url.charAt(cut) + MASK : "";
        return new MaskedUrl(place.substring(0, scheme), hosts, "", parameters);
    }

    /** A semicolon begins parameters, unless a user's name or password may still end behind it. */
    private static int parametersOf(String url, boolean hasAuthority, int begin) {
        int cut = indexOfAny(url, "?#", begin);
        int semicolon = indexOfAny(url, ";", Math.max(begin, url.lastIndexOf('@') + 1));
        return hasAuthority ? Math.min(cut, semicolon) : Math.min(cut, indexOfAny(url, ";", begin));
    }

    /** A {@code ?} or {@code #} that was not escaped, so what follows may be the rest of a password or parameters. */
    private static MaskedUrl behindPassword(String prefix, String text) {
        String host = text.substring(text.lastIndexOf('@') + 1);
        boolean maybeParameter = text.indexOf('=') >= 0;
        Host shown =
                maybeParameter ? new Host("", MASK) : Host.behindLogin(host.substring(0, indexOfAny(host, "?#", 0)));
        return new MaskedUrl(prefix, List.of(shown), "", "");
    }

    private static MaskedUrl withoutParameters(String prefix, boolean hasAuthority, String text, String parameters) {
        int end = indexOfAny(text, "/", 0);
        int lastAt = text.lastIndexOf('@');
        List<String> parts = List.of(text.substring(0, end).split(",", -1));
        boolean everyHostHasUser = parts.size() == 1 || parts.stream().allMatch(part -> part.indexOf('@') >= 0);
        if (lastAt >= 0 && !(hasAuthority && lastAt < end && everyHostHasUser)) {
            // A slash or a comma that was not escaped: nobody can say where a password begins, so all of it goes.
            return new MaskedUrl(prefix, List.of(Host.behindLogin(text.substring(lastAt + 1))), "", parameters);
        }
        return new MaskedUrl(prefix, parts.stream().map(Host::of).toList(), text.substring(end), parameters);
    }

    /** Whether every @ behind the host belongs to the value of a parameter, so that none can be the end of a password. */
    private static boolean isWellFormed(String url) {
        try {
            URI uri = new URI(url);
            String query = uri.getRawQuery() == null ? "" : uri.getRawQuery();
            String fragment = uri.getRawFragment() == null ? "" : uri.getRawFragment();
            int equals = query.indexOf('=');
            return uri.getHost() != null && fragment.indexOf('@') < 0 && equals >= 0 && equals < query.indexOf('@');
        } catch (URISyntaxException e) {
            return false;
        }
    }

    /** The end of the text when none of them is there. */
    private static int indexOfAny(String text, String characters, int from) {
        int i = from;
        while (i < text.length() && characters.indexOf(text.charAt(i)) < 0) {
            i++;
        }
        return i;
    }

    /** Hosts and path alone: short enough for logs, thread names and messages. */
    public String withoutUsers() {
        return prefix + hosts(Host::name) + path;
    }

    /** With users, and {@code ***} for each thing left out. */
    public String withUsers() {
        return prefix + hosts(host -> host.login() + host.name()) + path + parameters;
    }

    private String hosts(Function<Host, String> shown) {
        return hosts.stream().map(shown).collect(Collectors.joining(","));
    }

    @Override
    public String toString() {
        return withUsers();
    }
}
