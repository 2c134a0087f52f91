package org.osprofiler.it.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Tomcat 10.1: no CDI, no JMS of its own. */
class TomcatIT extends ServerContract {

    private final Path home = Installation.find("apache-tomcat-10");

    @Override
    ServerProcess start() throws IOException {
        Path xml = home.resolve("conf/server.xml");
        String original = Files.readString(xml);
        // One HTTP connector on loopback, no port for shutting down, and a look for changes each second.
        String changed = original.replaceFirst("<Server port=\"-?\\d+\"", "<Server port=\"-1\"")
                .replaceFirst(
                        "<Connector port=\"\\d+\"( address=\"[^\"]*\")?", "<Connector port=\"0\" address=\"127.0.0.1\"")
                .replaceFirst(
                        "<Engine name=\"Catalina\" (backgroundProcessorDelay=\"1\" )?",
                        "<Engine name=\"Catalina\" backgroundProcessorDelay=\"1\" ");
        Files.writeString(xml, changed);
        return ServerProcess.start(
                home,
                List.of("/bin/sh", home.resolve("bin/catalina.sh").toString(), "run"),
                Map.of("CATALINA_OPTS", "-Xmx512m"));
    }

    @Override
    String portLine() {
        return "Starting ProtocolHandler \\[\"http-nio-127\\.0\\.0\\.1-auto-\\d+-(\\d+)\"";
    }

    @Override
    Path deployments() {
        return home.resolve("webapps");
    }

    @Override
    boolean needsWeld() {
        return true;
    }
}
