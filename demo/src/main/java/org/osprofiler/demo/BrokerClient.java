package org.osprofiler.demo;

import jakarta.jms.ConnectionFactory;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.jspecify.annotations.Nullable;
import org.osprofiler.send.Destination;

/** What a server would offer to its applications as a resource: how to connect to the broker. */
final class BrokerClient implements AutoCloseable {

    /** Tries again while a broker restarts, but not for ever at the start; leaves no threads behind. */
    private static final String PARAMETERS = "useEpoll=false&useKQueue=false&useTopologyForLoadBalancing=false"
            + "&initialConnectAttempts=1&reconnectAttempts=-1&retryInterval=500"
            + "&useGlobalPools=false&useGlobalWorkerPool=false&remotingThreads=1&quietPeriod=0&shutdownTimeout=1000"
            + "&callTimeout=10000&callFailoverTimeout=10000";

    private final ActiveMQConnectionFactory factory;

    /**
     * Does not connect yet.
     *
     * @param url {@code tcp://[USER:PASSWORD@]HOST:PORT[?PARAMETERS]}
     * @throws IllegalArgumentException when it is no such URL
     */
    BrokerClient(String url) {
        try {
            URI uri = new URI(url);
            @Nullable String user = uri.getRawUserInfo();
            String plain =
                    user == null ? url : url.replaceFirst("//" + java.util.regex.Pattern.quote(user) + "@", "//");
            factory = new ActiveMQConnectionFactory(plain + (uri.getRawQuery() == null ? "?" : "&") + PARAMETERS);
            if (user != null) {
                int colon = user.indexOf(':');
                factory.setUser(decode(colon < 0 ? user : user.substring(0, colon)));
                factory.setPassword(colon < 0 ? null : decode(user.substring(colon + 1)));
            }
        } catch (URISyntaxException e) {
            // Not the exception's own message: it repeats the URL, with its password.
            throw new IllegalArgumentException("'" + Destination.display(url)
                    + "' is no URL; write tcp://HOST:61616 or tcp://USER:PASSWORD@HOST:61616");
        }
    }

    private static String decode(String part) {
        return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    ConnectionFactory factory() {
        return factory;
    }

    /** Lets the client's threads go. */
    @Override
    public void close() {
        factory.close();
    }
}
