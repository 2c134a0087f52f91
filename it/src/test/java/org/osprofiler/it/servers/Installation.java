package org.osprofiler.it.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Where the build unpacked the servers. */
final class Installation {

    private Installation() {}

    static Path find(String prefix) {
        try (Stream<Path> servers = Files.list(Path.of("target", "servers"))) {
            return servers.filter(dir -> dir.getFileName().toString().startsWith(prefix))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("no " + prefix + "… in target/servers"))
                    .toAbsolutePath();
        } catch (IOException e) {
            throw new UncheckedIOException("the servers are unpacked by the profile 'servers'", e);
        }
    }
}
