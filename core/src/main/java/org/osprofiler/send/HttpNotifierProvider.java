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
        if (base.getRawQuery() != null || base.getRawFragment() != null) {
            throw new IllegalArgumentException("'" + destination.display()
                    + "' has something behind its path, a ? or a #, which a collector's address has not; write "
                    + EXAMPLE);
        }
        return new HttpNotifier(base, destination.host(), destination.tokenFile(), HttpNotifier.EXCHANGE_LIMIT);
    }
}
