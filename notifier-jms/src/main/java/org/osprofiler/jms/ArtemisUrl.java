package org.osprofiler.jms;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.osprofiler.send.Destination;

/**
 * Where Artemis is and how to connect: the user's URL without its password, and with our parameters where the user has
 * given none.
 *
 * @param client what the Artemis client takes; its query may hold secrets of the user's
 * @param display for messages
 */
record ArtemisUrl(
        String client, @Nullable String user, @Nullable String password, String display) {

    private static final String TCP_EXAMPLE =
            "tcp://HOST:61616, tcp://USER:PASSWORD@HOST:61616, or with parameters of the"
                    + " Artemis client, tcp://HOST:61616?sslEnabled=true (letters that have a meaning in URLs as %XX)";
    private static final String VM_EXAMPLE = "vm://0, the id of a broker in this JVM";
    private static final int DEFAULT_PORT = 61616;

    /** Of the client, whatever the transport. The sender waits and tries again, so the client must not. */
    private static final Map<String, String> CLIENT = ordered(
            "useGlobalPools=false",
            "threadPoolMaxSize=2",
            "scheduledThreadPoolMaxSize=1",
            "initialConnectAttempts=1",
            "reconnectAttempts=0",
            "callTimeout=5000",
            // The commit waits for the broker, not each message.
            "blockOnDurableSend=false",
            // Stay with the host that was configured.
            "useTopologyForLoadBalancing=false");

    /** Of its TCP transport. Epoll and KQueue need native jars that we leave out. */
    private static final Map<String, String> TCP = ordered(
            "useGlobalWorkerPool=false",
            "remotingThreads=1",
            "useEpoll=false",
            "useKQueue=false",
            "connect-timeout-millis=5000",
            "quietPeriod=0",
            "shutdownTimeout=1000");

    private static Map<String, String> ordered(String... parameters) {
        Map<String, String> map = new LinkedHashMap<>();
        for (String parameter : parameters) {
            map.put(name(parameter), parameter);
        }
        return map;
    }

    /**
     * @throws IllegalArgumentException when the URL cannot be one of Artemis; the message shows no password
     */
    static ArtemisUrl of(Destination destination) {
        boolean vm = destination.scheme().equals("vm");
        String example = vm ? VM_EXAMPLE : TCP_EXAMPLE;
        URI uri = destination.uri(example);
        String authority = uri.getRawAuthority();
        if (authority == null) {
            throw wrong(destination, "names no host", example);
        }
        int at = authority.lastIndexOf('@');
        String address = authority.substring(at + 1);
        if (vm) {
            if (!address.matches("\\d{1,9}")) {
                throw wrong(destination, "has no number", example);
            }
        } else {
            if (uri.getHost() == null) {
                throw wrong(
                        destination,
                        "names no host, or one with other characters than letters, digits, - and .",
                        example);
            }
            if (uri.getPort() == 0 || uri.getPort() > 65535) {
                throw wrong(destination, "has no port between 1 and 65535", example);
            }
            address = uri.getHost() + ":" + (uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort());
        }
        if (uri.getRawFragment() != null
                || !uri.getRawPath().isEmpty() && !uri.getRawPath().equals("/")) {
            throw wrong(destination, "has something between host and parameters", example);
        }
        String[] credentials =
                at < 0 ? new String[0] : authority.substring(0, at).split(":", 2);
        return new ArtemisUrl(
                destination.scheme() + "://" + address + "?" + query(uri.getRawQuery(), vm),
                credentials.length > 0 ? decoded(credentials[0]) : null,
                credentials.length > 1 ? decoded(credentials[1]) : null,
                destination.scheme() + "://" + address);
    }

    private static IllegalArgumentException wrong(Destination destination, String problem, String example) {
        return new IllegalArgumentException("'" + destination.display() + "' " + problem + "; write " + example);
    }

    private static String query(@Nullable String given, boolean vm) {
        Map<String, String> parameters = new LinkedHashMap<>(CLIENT);
        if (!vm) {
            parameters.putAll(TCP);
        }
        if (given != null && !given.isEmpty()) {
            Set<String> names =
                    Arrays.stream(given.split("&")).map(ArtemisUrl::name).collect(Collectors.toSet());
            parameters.keySet().removeAll(names);
            parameters.put("", given);
        }
        return String.join("&", parameters.values());
    }

    private static String name(String parameter) {
        int equals = parameter.indexOf('=');
        return equals < 0 ? parameter : parameter.substring(0, equals);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
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
