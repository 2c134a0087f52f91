package org.osprofiler.send;

import java.net.URI;
import java.util.Set;

/** {@code http://collector:8777}, {@code https://…}: straight to a collector, no broker. */
final class HttpNotifierProvider implements NotifierProvider {

    private static final String EXAMPLE = "http://HOST:PORT, the address of a collector";

    @Override
    public Set<String> schemes() {
        return Set.of("http", "https");
    }

    @Override
    public Notifier create(Destination destination) {
        URI base = destination.uri(EXAMPLE);
        if (base.getHost() == null) {
            throw new IllegalArgumentException("'" + destination.display() + "' names no host; write " + EXAMPLE);
        }
        return new HttpNotifier(base, destination.host(), destination.tokenFile());
    }
}
