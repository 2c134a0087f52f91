package org.osprofiler.send;

import java.nio.file.Path;
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
        String url, String host, String service, String exchange, String topic, @Nullable Path tokenFile) {

    /** The part of the URL before the first colon, in lower case; empty when there is none. */
    public String scheme() {
        int colon = url.indexOf(':');
        return colon < 0 ? "" : url.substring(0, colon).toLowerCase(java.util.Locale.ROOT);
    }

    /** The URL without what stands between {@code //} and {@code @}: fit for logs, thread names and messages. */
    public String display() {
        return display(url);
    }

    /** A URL without user and password, and without its query, which may hold passwords too. */
    public static String display(String url) {
        String shown = url.replaceAll("(?<=//)[^/@]*@", "");
        int query = shown.indexOf('?');
        return query < 0 ? shown : shown.substring(0, query);
    }

    @Override
    public String toString() {
        return display();
    }
}
