package org.osprofiler.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.osprofiler.store.StoreUnreachableException;
import org.osprofiler.store.TraceStore;
import org.osprofiler.store.TraceStores;

/** Who is let in, and where it listens. */
class AccessTest {

    @TempDir
    private Path folder;

    private static CollectorOptions.Builder options() {
        return CollectorOptions.builder().listen("127.0.0.1", 0).store("jdbc:h2:mem:" + UUID.randomUUID());
    }

    private Path tokenFile(String text) throws IOException {
        return Files.writeString(folder.resolve("tokens"), text);
    }

    @ParameterizedTest
    @CsvSource({
        "localhost, 200",
        "LOCALHOST:8777, 200",
        "127.0.0.1:8777, 200",
        "[::1]:8777, 200",
        "collector.test, 200",
        "evil.example, 403",
        "127.0.0.1.evil.example, 403",
        "localhost.evil.example:8777, 403",
        "0.0.0.0, 403",
        "localhost@evil.example, 40",
    })
    void hostHeader_mustNameThisMachine(String host, String status) throws Exception {
        try (Collector collector =
                Collector.start(options().hostNames(List.of("Collector.test")).build())) {
            String end = "\nContent-Type: application/json\nConnection: close\nContent-Length: 2\n\n[]";
            Http http = new Http(collector);
            assertThat(http.raw("GET /v2/events HTTP/1.1\nHost: " + host + "\nConnection: close\n\n"))
                    .contains(" " + status);
            assertThat(http.raw("POST /v1/events HTTP/1.1\nHost: " + host + end))
                    .contains(" " + status);
            assertThat(http.raw("GET http://evil.example/ HTTP/1.1\nHost: " + host + "\nConnection: close\n\n"))
                    .contains(" 40");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=application/json",
                "application/jsonp",
                "text/plain; application/json"
            })
    void postOfAnotherType_isRefused(String type) throws Exception {
        try (Collector collector = Collector.start(options().build())) {
            Http http = new Http(collector);
            assertThat(http.post(type, "[]".getBytes(StandardCharsets.UTF_8)).statusCode())
                    .isEqualTo(415);
            assertThat(http.raw(
                            "POST /v1/events HTTP/1.1\nHost: localhost\nConnection: close\nContent-Length: 2\n\n[]"))
                    .contains("415");
        }
    }

    @Test
    void token_isAskedForAndComesInThreeWays() throws Exception {
        Path tokens = tokenFile("# of the test\n\nread r-1\n  read\tr-2  \nwrite w-1\n");
        try (Collector collector = Collector.start(options().tokenFile(tokens).build())) {
            Http http = new Http(collector);
            for (String path : List.of(
                    "/",
                    "/v2/events",
                    "/v2/events/x",
                    "/v2/event_types",
                    "/v1/traces",
                    "/traces/x",
                    "/traces?id=x",
                    "/metrics",
                    "/x")) {
                assertThat(http.get(path)).as(path).satisfies(answer -> {
                    assertThat(answer.statusCode()).isEqualTo(401);
                    assertThat(answer.headers().firstValue("WWW-Authenticate"))
                            .get()
                            .asString()
                            .startsWith("Basic");
                });
            }
            assertThat(http.get("/healthz").statusCode()).isEqualTo(200);
            assertThat(http.get("/", "X-Auth-Token", "r-1").statusCode()).isEqualTo(200);
            assertThat(http.get("/", "Authorization", "Bearer r-2").statusCode())
                    .isEqualTo(200);
            assertThat(http.get("/", "Authorization", basic("any:r-1")).statusCode())
                    .isEqualTo(200);
            assertThat(http.get("/", "X-Auth-Token", "w-1").statusCode()).isEqualTo(403);
            assertThat(http.post("[]")).satisfies(answer -> {
                assertThat(answer.statusCode()).isEqualTo(401);
                assertThat(answer.headers().firstValue("Connection")).contains("close"); // its body is not waited for
            });
            assertThat(http.post("[]", "X-Auth-Token", "r-1").statusCode()).isEqualTo(403);
            assertThat(http.post("[]", "Authorization", basic("ceilometer:w-1")).statusCode())
                    .isEqualTo(200);
            for (String wrong : List.of("r-", "r-11", "", "R-1", "r-1 ,", "read", "#")) {
                assertThat(http.get("/", "X-Auth-Token", wrong).statusCode())
                        .as(wrong)
                        .isEqualTo(401);
            }
            for (String wrong : List.of("Basic", "Basic !", basic("r-1"), "Digest r-1", "Bearer ", "r-1")) {
                assertThat(http.get("/", "Authorization", wrong).statusCode())
                        .as(wrong)
                        .isEqualTo(401);
            }
        }
    }

    private static String basic(String pair) {
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void storeClient_sendsItsTokenAsPassword() throws Exception {
        Path tokens = tokenFile("read r-1\n");
        try (Collector collector = Collector.start(options().tokenFile(tokens).build())) {
            try (TraceStore client = TraceStores.open(collector.url().replace("//", "//me:r-1@"))) {
                assertThat(client.notifications("b")).isEmpty();
            }
            try (TraceStore client = TraceStores.open(collector.url())) {
                assertThatThrownBy(() -> client.notifications("b"))
                        .isInstanceOf(StoreUnreachableException.class)
                        .hasMessageContaining("wants a read token");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'read one\nowner s3cret\n', :2: allowed are",
        "'read s3cret two\n', :1: allowed are",
        "'write\n', :1: allowed are",
        "'read s3cret!\n', :1: allowed are",
        "'# nothing\n', has no token",
    })
    void badTokenFile_namesFileAndLineAndNoSecret(String text, String expected) throws Exception {
        Path tokens = tokenFile(text);
        assertThatThrownBy(() -> Collector.start(options().tokenFile(tokens).build()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(tokens.toString())
                .hasMessageContaining(expected)
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void missingTokenFile_isNamed() {
        assertThatThrownBy(() -> Collector.start(
                        options().tokenFile(folder.resolve("none")).build()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(folder.resolve("none") + " cannot be read");
    }

    @Test
    void addressBeyondLoopback_needsATokenFile() throws Exception {
        assertThatThrownBy(() -> options().listen("0.0.0.0", 0).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("give a token file");
        Path tokens = tokenFile("read r-1\n");
        try (Collector collector =
                Collector.start(options().listen("0.0.0.0", 0).tokenFile(tokens).build())) {
            assertThat(new Http(collector).raw("GET /healthz HTTP/1.1\nHost: any.example\nConnection: close\n\n"))
                    .contains("200");
        }
    }

    @Test
    void portInUse_isAnIOException() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> Collector.start(
                            options().listen("127.0.0.1", taken.getLocalPort()).build()))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("127.0.0.1:" + taken.getLocalPort());
        }
        assertThatThrownBy(() -> options().listen("127.0.0.1", 65536).build())
                .hasMessage("port 65536: allowed are 0 (a free one) to 65535");
    }

    /** A broker that accepts a connection and says nothing holds up its consumer, and nobody else. */
    @Test
    void requestsAreAnswered_whileABrokerIsWaitedFor() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        CompletableFuture<Collector> starting;
        try (ServerSocket broker = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            CollectorOptions options = options()
                    .listen("127.0.0.1", port)
                    .brokers(List.of("tcp://127.0.0.1:" + broker.getLocalPort()))
                    .build();
            starting = CompletableFuture.supplyAsync(
                    () -> {
                        try {
                            return Collector.start(options);
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    },
                    task -> new Thread(task).start());
            try (Socket connected = broker.accept()) {
                assertThat(connected.isConnected()).isTrue();
                HttpRequest health = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/healthz"))
                        .timeout(Duration.ofSeconds(20))
                        .build();
                assertThat(HttpClient.newHttpClient()
                                .send(health, HttpResponse.BodyHandlers.ofString())
                                .statusCode())
                        .isEqualTo(200);
            }
        }
        starting.get(60, TimeUnit.SECONDS).close();
    }

    @Test
    void storeThatCanOnlyBeRead_isRefused() {
        assertThatThrownBy(() -> Collector.start(
                        options().store("http://u:s3cret@other.example:8777").build()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("http://other.example:8777 can only be read; a collector stores in its own:"
                        + " allowed is jdbc:h2:FILE");
        assertThat(options().store("jdbc:h2:mem:x;PASSWORD=s3cret").build().toString())
                .doesNotContain("s3cret");
    }

    @Test
    void close_leavesNoThreadAndMayBeRepeated() throws Exception {
        Collector collector = Collector.start(options().build());
        new Http(collector).post("[]");
        collector.close();
        collector.close();
        // The pool of the store does not wait for its last thread.
        await().untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("osprofiler")));
        assertThatThrownBy(() -> new Http(collector).get("/healthz")).isInstanceOf(IOException.class);
    }
}
