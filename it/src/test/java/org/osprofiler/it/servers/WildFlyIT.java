package org.osprofiler.it.servers;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** WildFly: CDI and an Artemis of its own. */
class WildFlyIT extends ServerContract {

    private final Path home = Installation.find("wildfly-");

    @Override
    ServerProcess start() throws IOException {
        return ServerProcess.start(
                home,
                List.of(
                        "/bin/sh",
                        home.resolve("bin/standalone.sh").toString(),
                        "-b=127.0.0.1",
                        "-bmanagement=127.0.0.1",
                        "-Djboss.http.port=0",
                        "-Djboss.https.port=0",
                        "-Djboss.management.http.port=0"),
                Map.of("JAVA_OPTS", "-Xmx512m -Djava.net.preferIPv4Stack=true"));
    }

    @Override
    String portLine() {
        return "WFLYUT0006: Undertow HTTP listener default listening on 127\\.0\\.0\\.1:(\\d+)";
    }

    @Override
    Path deployments() {
        return home.resolve("standalone/deployments");
    }

    @Override
    boolean needsWeld() {
        return false;
    }
}
