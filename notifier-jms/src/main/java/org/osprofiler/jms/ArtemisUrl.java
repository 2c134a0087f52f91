package org.osprofiler.jms;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osprofiler.send.Destination;

/**
 * Where an Artemis broker is and how to connect: the user's URL, taken apart. Names no type of Artemis, so that a URL can be
 * checked where its library is missing.
 *
 * @param display scheme, host and port, for messages
 * @param user who connects; null for nobody
 * @param password decoded
 * @param parameters the user's own, of the Artemis client, as written in the URL; may hold secrets
 */
public record ArtemisUrl(
        String display, @Nullable String user, @Nullable String password, Map<String, String> parameters) {

    private static final String TCP_EXAMPLE =
            "tcp://HOST:61616, tcp://USER:PASSWORD@HOST:61616, or with parameters of the"
                    + " Artemis client, tcp://HOST:61616?sslEnabled=true (letters that have a meaning in URLs as %XX)";
    private static final String VM_EXAMPLE = "vm://0, the id of a broker in this JVM";
    private static final int DEFAULT_PORT = 61616;
    private static final String PEM_PROVIDER = "de.dentrassi.crypto.pem.PemKeyStoreProvider";

    /** Of the client, whatever the transport. Who connects waits and tries again, so the client does not. */
    private static final Map<String, String> CLIENT = Map.of(
            // By default the clients of one JVM share pools, which outlive them.
            "useGlobalPools", "false",
            "scheduledThreadPoolMaxSize", "1",
            "initialConnectAttempts", "1",
            "reconnectAttempts", "0",
            // Stay with the host that was configured.
            "useTopologyForLoadBalancing", "false");

    /** Of its TCP transport. Epoll and KQueue need native jars that we leave out. */
    private static final Map<String, String> TCP = Map.of(
            "useGlobalWorkerPool", "false",
            "remotingThreads", "1",
            "useEpoll", "false",
            "useKQueue", "false",
            "connect-timeout-millis", "5000",
            "quietPeriod", "0",
            "shutdownTimeout", "1000");

    public ArtemisUrl {
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }

    /**
     * Takes {@code tcp://[USER[:PASSWORD]@]HOST[:PORT][?PARAMETERS]} apart, or {@code vm://NUMBER[?PARAMETERS]}.
     *
     * @throws IllegalArgumentException when the URL cannot be one of Artemis; the message shows no password
     */
    public static ArtemisUrl of(String url) {
        String display = Destination.display(url);
        int colon = url.indexOf(':');
        String scheme = url.substring(0, Math.max(colon, 0)).toLowerCase(Locale.ROOT);
        boolean vm = scheme.equals("vm");
        if (!vm && !scheme.equals("tcp")) {
            throw wrong(
                    display,
                    "is no URL of an Artemis broker"
                            + (scheme.equals("rabbit") ? ", and RabbitMQ is not yet in this version" : ""),
                    TCP_EXAMPLE);
        }
        String example = vm ? VM_EXAMPLE : TCP_EXAMPLE;
        URI uri;
        try {
            uri = new URI(url);
        } catch (URISyntaxException e) {
            // Not the exception's own message: it repeats the URL, with its password.
            throw wrong(display, "is no URL", example);
        }
        String authority = uri.getRawAuthority();
        if (authority == null) {
            throw wrong(display, "names no host", example);
        }
        int at = authority.lastIndexOf('@');
        String address = vm ? authority.substring(at + 1) : hostAndPort(uri, display);
        if (vm && !address.matches("\\d{1,9}")) {
            throw wrong(display, "has no number", example);
        }
        if (uri.getRawFragment() != null
                || !uri.getRawPath().isEmpty() && !uri.getRawPath().equals("/")) {
            throw wrong(display, "has something between host and parameters", example);
        }
        String[] credentials =
                at < 0 ? new String[0] : authority.substring(0, at).split(":", 2);
        ArtemisUrl result = new ArtemisUrl(
                scheme + "://" + address,
                credentials.length > 0 ? decoded(credentials[0]) : null,
                credentials.length > 1 ? decoded(credentials[1]) : null,
                parameters(uri.getRawQuery()));
        result.checkStoreType("trustStoreType");
        result.checkStoreType("keyStoreType");
        return result;
    }

    private static String hostAndPort(URI uri, String display) {
        if (uri.getHost() == null) {
            throw wrong(
                    display, "names no host, or one with other characters than letters, digits, - and .", TCP_EXAMPLE);
        }
        if (uri.getPort() == 0 || uri.getPort() > 65535) {
            throw wrong(display, "has no port between 1 and 65535", TCP_EXAMPLE);
        }
        return uri.getHost() + ":" + (uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort());
    }

    private static IllegalArgumentException wrong(String display, String problem, String example) {
        return new IllegalArgumentException("'" + display + "' " + problem + "; write " + example);
    }

    /** As the client reads them: split at {@code &} or {@code ;}, the last one of a name wins. */
    private static Map<String, String> parameters(@Nullable String query) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String parameter : (query == null ? "" : query).split("[&;]", -1)) {
            int equals = parameter.indexOf('=');
            if (equals > 0) {
                parameters.put(parameter.substring(0, equals), parameter.substring(equals + 1));
            }
        }
        return parameters;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /** Found out now: the client would find it out with each attempt, by an error that names a class. */
    private void checkStoreType(String parameter) {
        String type = decoded(parameters.getOrDefault(parameter, ""));
        if (!type.regionMatches(true, 0, "PEM", 0, 3)) {
            return;
        }
        try {
            Class.forName(PEM_PROVIDER, false, ArtemisUrl.class.getClassLoader());
        } catch (ClassNotFoundException | LinkageError e) {
            throw new IllegalArgumentException(
                    "'" + display + "' has " + parameter + "=" + type + ", which needs the library"
                            + " de.dentrassi.crypto:pem-keystore, and it is not there; add it, or make a PKCS12 or JKS store of"
                            + " the certificate (keytool -importcert) and write " + parameter + "=PKCS12 or JKS",
                    e);
        }
    }

    /**
     * What the Artemis client takes: the address and all settings. The user's parameters beat {@code defaults}, which beat
     * those of every connection of ours.
     *
     * @param defaults names and values as in a URL
     */
    public String client(Map<String, String> defaults) {
        Map<String, String> settings = new LinkedHashMap<>(CLIENT);
        if (!isInVm()) {
            settings.putAll(TCP);
        }
        settings.putAll(defaults);
        settings.putAll(parameters);
        StringBuilder url = new StringBuilder(display).append('?');
        settings.forEach(
                (name, value) -> url.append(name).append('=').append(value).append('&'));
        url.setLength(url.length() - 1);
        return url.toString();
    }

    /** Whether the broker runs in this JVM. */
    boolean isInVm() {
        return display.startsWith("vm:");
    }

    /** Without user, password and parameters. */
    @Override
    public String toString() {
        return display;
    }
}
