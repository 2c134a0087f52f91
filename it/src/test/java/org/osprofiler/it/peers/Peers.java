package org.osprofiler.it.peers;

import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Files;
import java.nio.file.Path;

/** Which real peers this machine has. */
final class Peers {

    static final Path CINDER = Path.of("/usr/bin/cinder");
    static final Path CEILOMETER_AGENT = Path.of("/usr/bin/ceilometer-agent-notification");
    static final Path PYTHON_OSPROFILER = Path.of("/usr/lib/python3/dist-packages/osprofiler/__init__.py");

    private Peers() {}

    /** Skips the test, or fails it where {@code OSPROFILER_REQUIRE_PEERS} is 1, when the peer is not installed. */
    static void require(Path peer) {
        if (!Files.exists(peer)) {
            String missing = peer + " is missing; peers/install.sh installs it";
            if ("1".equals(System.getenv("OSPROFILER_REQUIRE_PEERS"))) {
                throw new AssertionError(missing);
            }
            abort(missing);
        }
    }
}
