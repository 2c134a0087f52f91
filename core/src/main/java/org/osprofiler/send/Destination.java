package org.osprofiler.send;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where notifications go and who sends them.
 *
 * @param url whose scheme picks the notifier: {@code http://…}, {@code file:…}, {@code tcp://…}, {@code rabbit://…}; it may
 *     hold a password
 * @param host the sending host, {@code publisher_id} on the wire
 * @param service the sending service; {@code event_type} is {@code profiler.<service>}
 * @param exchange oslo's control exchange, {@code openstack} unless configured
 * @param topic oslo's topic, {@code profiler}
 * @param tokenFile a file with the collector's write token
 */
public record Destination(
        String url,
        String host,
        String service,
        String exchange,
        String topic,
        @Nullable Path tokenFile) {

    /** The part of the URL before the first colon, in lower case; empty when there is none. */
    public String scheme() {
        int colon = url.indexOf(':');
        return colon < 0 ? "" : url.substring(0, colon).toLowerCase(Locale.ROOT);
    }

    /**
     * The URL, taken apart.
     *
     * @param example how a right one looks, for the message
     * @throws IllegalArgumentException when it is none
     */
    public URI uri(String example) {
        try {
            return new URI(url);
        } catch (URISyntaxException e) {
            // Not the exception's own message: it repeats the URL, with its password.
            throw new IllegalArgumentException("'" + display() + "' is no URL; write " + example);
        }
    }

    /** The URL without what stands between {@code //} and {@code @}: fit for logs, thread names and messages. */
    public String display() {
        return display(url);
    }

    /** A URL without user and password, and without its query, which may hold passwords too. */
    public static String display(String url) {
        return MaskedUrl.of(url).withoutUsers();
    }

    @Override
    public String toString() {
        return display();
    }
}
