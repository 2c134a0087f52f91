package org.osprofiler.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
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

    private static final String EVENT = """
            {"message_id":"m","event_type":"profiler.s","generated":"g","traits":[],"raw":{"publisher_id":"p","payload":{
            "name":"db-start","base_id":"b","trace_id":"s","parent_id":"b","timestamp":"t","info":{}}}}""";

    /** What the server does with a connection after it has read the request. */
    private interface Server {
        void answer(OutputStream out) throws Exception;
    }

    private static ServerSocket serve(Server server) throws IOException {
        ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(
                () -> {
                    try (Socket client = socket.accept()) {
                        BufferedReader request = new BufferedReader(
                                new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1));
                        for (String line = request.readLine(); !line.isEmpty(); ) {
                            line = request.readLine();
                        }
                        server.answer(client.getOutputStream());
                    } catch (Exception e) {
                        // the client went away, which ends the server
                    }
                },
                "server of a test");
        thread.setDaemon(true);
        thread.start();
        return socket;
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private static HttpStore open(ServerSocket server, Duration silence, Duration answer) {
        return HttpStore.open("http://127.0.0.1:" + server.getLocalPort(), new HttpStore.Patience(silence, answer));
    }

    @Test
    void serverThatFallsSilent_isGivenUp() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        try (ServerSocket server = serve(out -> {
                    write(out, "HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n[" + EVENT);
                    end.await();
                });
                HttpStore store = open(server, Duration.ofMillis(200), Duration.ofMinutes(1))) {
            assertThatThrownBy(() -> store.notifications("b"))
                    .isInstanceOf(StoreUnreachableException.class)
                    .hasMessageContaining("its answer stalled");
        } finally {
            end.countDown();
        }
    }

    @Test
    void answerWithoutEnd_isGivenUp() throws Exception {
        try (ServerSocket server = serve(out -> {
                    write(out, "HTTP/1.1 200 OK\r\n\r\n[");
                    while (true) {
                        write(out, " ".repeat(1000));
                    }
                });
                HttpStore store = open(server, Duration.ofMillis(400), Duration.ofMillis(300))) {
            assertThatThrownBy(() -> store.notifications("b"))
                    .isInstanceOf(StoreUnreachableException.class)
                    .hasMessageContaining("its answer stalled");
        }
    }

    @Test
    void readersOwnFailure_isNotTakenForABrokenEvent() throws Exception {
        String body = "[{\"raw\":{}}," + EVENT + "]";
        try (ServerSocket server = serve(
                        out -> write(out, "HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body));
                HttpStore store = open(server, Duration.ofSeconds(30), Duration.ofSeconds(30))) {
            assertThatThrownBy(() -> store.events(EventQuery.trace("b"), event -> {
                        throw new IllegalArgumentException("of the reader: " + event.messageId());
                    }))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("of the reader: m");
        }
    }

    @Test
    void serversReason_isTold() throws Exception {
        try (ServerSocket server = serve(
                        out -> write(out, "HTTP/1.1 400 Bad Request\r\nContent-Length: 15\r\n\r\nlimit too high\n"));
                HttpStore store = open(server, Duration.ofSeconds(30), Duration.ofSeconds(30))) {
            assertThatThrownBy(() -> store.traces(new TraceQuery(false, 1)))
                    .isInstanceOf(StoreException.class)
                    .hasMessageEndingWith(": HTTP 400 for /v1/traces: limit too high");
        }
    }
}
