package org.osprofiler.jms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osprofiler.send.Destination;
import org.osprofiler.send.Notifier;
import org.osprofiler.send.Notifiers;
import org.osprofiler.send.OutgoingNotification;
import org.osprofiler.testkit.artemis.ArtemisBroker;

/** As docs/configuration.md says. */
class TlsIT {

    private static final String STORE_PASSWORD = "only-for-tests";

    @TempDir
    Path dir;

    /** A key pair whose certificate is its own authority. */
    private Path store(String name) throws Exception {
        Path store = dir.resolve(name);
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "broker",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "SAN=dns:localhost",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        STORE_PASSWORD)
                .redirectErrorStream(true)
                .redirectOutput(dir.resolve(name + ".log").toFile())
                .start();
        assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(keytool.exitValue()).isZero();
        return store;
    }

    private static Notifier notifier(String url, Path trustStore) {
        return Notifiers.create(new Destination(
                url + "?sslEnabled=true&trustStoreType=PKCS12&trustStorePath="
                        + URLEncoder.encode(trustStore.toString(), StandardCharsets.UTF_8) + "&trustStorePassword="
                        + STORE_PASSWORD,
                "host",
                "service",
                "openstack",
                "profiler",
                null));
    }

    @Test
    void brokerWhoseCertificateIsTrusted_andNamesIt_isSentTo_anotherIsNot() throws Exception {
        Path store = store("broker.p12");
        List<OutgoingNotification> batch = List.of(new OutgoingNotification("m1", 0, "{}"));
        try (ArtemisBroker broker = ArtemisBroker.startTls(store, STORE_PASSWORD)) {
            String otherName = "tcp://127.0.0.1:" + broker.port();
            for (Notifier stranger : List.of(notifier(broker.url(), store("other.p12")), notifier(otherName, store))) {
                try (stranger) {
                    assertThatThrownBy(() -> stranger.send(batch))
                            .isInstanceOf(IOException.class)
                            .hasMessageNotContaining(STORE_PASSWORD);
                }
            }
            try (Notifier notifier = notifier(broker.url(), store)) {
                notifier.send(batch);
            }
            assertThat(broker.take(ArtemisBroker.INFO, 2)).hasSize(1);
        }
    }
}
