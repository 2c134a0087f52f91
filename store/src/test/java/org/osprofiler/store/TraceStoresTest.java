package org.osprofiler.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TraceStoresTest {

    @Test
    void messaging_pointsToCollect() {
        assertThatThrownBy(() -> TraceStores.open("messaging://"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("osprofiler collect");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "redis://u:s3cret@h:6379/0",
                "postgresql://u:s3cret@h/db",
                "elasticsearch://u:s3cret@h:9200",
                "opensearch://h:9200",
                "jdbc:postgresql://h/db?user=u&password=s3cret",
                "jdbc:mysql://h/db"
            })
    void laterDriver_isNamedAsSuch(String connectionString) {
        assertThatThrownBy(() -> TraceStores.open(connectionString))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not yet in this version")
                .hasMessageContaining("jdbc:h2:")
                .hasMessageNotContaining("s3cret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:h2:mem:;PASSWORD=s3cret",
                "jdbc:h2:",
                "",
                "traces",
                "ftp://u:s3cret@h/",
                "http://",
                "http://h:8777/?token=s3cret",
                "http://a b/",
                "http://u:s3cret@h:65536/",
                "http://u:s3cret@h:0/"
            })
    void whatNamesNoStore_saysWhatIsAllowed(String connectionString) {
        assertThatThrownBy(() -> TraceStores.open(connectionString))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("allowed")
                .hasMessageNotContaining("s3cret");
    }

    @ParameterizedTest
    @CsvSource({
        ", /home/u, jdbc:h2:file:/home/u/.local/share/osprofiler/traces",
        "'', /home/u, jdbc:h2:file:/home/u/.local/share/osprofiler/traces",
        "relative, /home/u, jdbc:h2:file:/home/u/.local/share/osprofiler/traces",
        "/data, /home/u, jdbc:h2:file:/data/osprofiler/traces",
    })
    void defaultLocation_followsXdg(String xdg, String home, String expected) {
        assertThat(TraceStores.location(xdg, Path.of(home))).isEqualTo(expected);
    }

    @Test
    void httpStore_connectsOnlyWhenRead_andTellsNoPassword() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        try (TraceStore store = TraceStores.open("http://u:s3cret@127.0.0.1:" + port + "/")) {
            assertThat(store.display()).isEqualTo("http://127.0.0.1:" + port + "/");
            assertThatThrownBy(() -> store.notifications("b"))
                    .isInstanceOf(StoreUnreachableException.class)
                    .hasMessage("cannot reach http://127.0.0.1:" + port + "/: connection refused");
            assertThatThrownBy(() -> store.store(List.of()))
                    .isInstanceOf(UnsupportedOperationException.class)
                    .hasMessageContaining("can only be read");
        }
    }

    @Test
    void httpStore_unknownHost_saysSo() {
        try (TraceStore store = TraceStores.open("http://no-such-host.invalid")) {
            assertThatThrownBy(() -> store.notifications("b"))
                    .isInstanceOf(StoreUnreachableException.class)
                    .hasMessage("cannot reach http://no-such-host.invalid: unknown host");
        }
    }
}
