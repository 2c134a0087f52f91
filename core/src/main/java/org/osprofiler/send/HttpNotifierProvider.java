package org.osprofiler.send;

import java.net.URI;
import java.util.Set;

/** {@code http://collector:8777}, {@code https://…}: straight to a collector, no broker. */
final class HttpNotifierProvider implements NotifierProvider {

    @Override
    public Set<String> schemes() {
        return Set.of("http", "https");
    }

    @Override
    public Notifier create(Destination destination) {
        URI base = URI.create(destination.url());
        if (base.getHost() == null) {
            throw new IllegalArgumentException(
                    "'" + destination.display() + "' names no host; write http://HOST:PORT, the address of a collector");
        }
        return new HttpNotifier(base, destination.host(), destination.tokenFile());
    }
}
