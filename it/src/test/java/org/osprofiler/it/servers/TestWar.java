package org.osprofiler.it.servers;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.stream.Stream;

/** The built WAR with this run's ini in it, and Weld for servers that have no CDI of their own. */
final class TestWar {

    static final String KEY = "a key for tests only";

    private TestWar() {}

    /** @param destination the ini's line that says where notifications go */
    static Path make(Path war, String destination, boolean withWeld) throws IOException {
        Files.copy(Path.of("war", "target", "profiled.war"), war, StandardCopyOption.REPLACE_EXISTING);
        try (FileSystem zip = FileSystems.newFileSystem(URI.create("jar:" + war.toUri()), Map.of())) {
            Files.writeString(zip.getPath("WEB-INF/api-paste.ini"), """
                    [filter:osprofiler]
                    paste.filter_factory = osprofiler.web:WsgiMiddleware.factory
                    hmac_keys = %s
                    enabled = yes
                    project = matrix
                    %s
                    """.formatted(KEY, destination));
            if (withWeld) {
                try (Stream<Path> weld = Files.list(Path.of("target", "archives", "weld"))) {
                    for (Path jar : weld.toList()) {
                        Files.copy(jar, zip.getPath("WEB-INF/lib/" + jar.getFileName()));
                    }
                }
            }
        }
        return war;
    }
}
