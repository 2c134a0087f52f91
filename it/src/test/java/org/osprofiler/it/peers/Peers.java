package org.osprofiler.it.peers;

import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Files;
import java.nio.file.Path;

/** Which real peers this machine has. */
final class Peers {

    static final Path CINDER = Path.of("/usr/bin/cinder");
    static final Path CEILOMETER_AGENT = Path.of("/usr/bin/ceilometer-agent-notification");

    /** Debian's own, which alone sees Debian's modules. */
    static final String PYTHON = "/usr/bin/python3";

    static final Path PYTHON_OSPROFILER = module("osprofiler/__init__.py");
    static final Path PYTHON_OSLO_MESSAGING = module("oslo_messaging/__init__.py");
    /** What oslo.messaging speaks AMQP 1.0 with. */
    static final Path PYTHON_AMQP1 = module("pyngus/__init__.py");

    static final Path PYTHON_PASTE_DEPLOY = module("paste/deploy/__init__.py");

    private Peers() {}

    private static Path module(String file) {
        return Path.of("/usr/lib/python3/dist-packages", file);
    }

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
