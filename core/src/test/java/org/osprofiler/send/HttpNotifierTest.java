package org.osprofiler.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HttpNotifierTest {

    private record Posted(
            String path, String contentType, @Nullable String token, String body) {}

    private static final List<OutgoingNotification> BATCH =
            List.of(new OutgoingNotification("m1", 0, "{\"a\":1}"), new OutgoingNotification("m2", 0, "{\"b\":2}"));

    private final BlockingQueue<Posted> posted = new LinkedBlockingQueue<>();
    private volatile int status = 202;
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            posted.add(new Posted(
                    exchange.getRequestURI().getPath(),
                    exchange.getRequestHeaders().getFirst("Content-Type"),
                    exchange.getRequestHeaders().getFirst("X-Auth-Token"),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
            byte[] answer = "said no\nmore".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private Notifier notifier(String path, @Nullable Path token) {
        return Notifiers.create(new Destination(
                "http://127.0.0.1:" + server.getAddress().getPort() + path, "h", "s", "openstack", "profiler", token));
    }

    @Test
    void batch_isOneListOfPayloads() throws Exception {
        try (Notifier notifier = notifier("", null)) {
            notifier.send(BATCH);
        }
        assertThat(posted.take())
                .isEqualTo(new Posted("/v1/events", "application/json", null, "[{\"a\":1},{\"b\":2}]"));
    }

    @Test
    void token_isReadFromItsFile_eachTime(@TempDir Path dir) throws Exception {
        Path token = Files.writeString(dir.resolve("token"), "t1\n");
        try (Notifier notifier = notifier("/below/", token)) {
            notifier.send(BATCH);
            Files.writeString(token, "t2");
            notifier.send(BATCH);
        }
        assertThat(posted.take().token()).isEqualTo("t1");
        assertThat(posted.take()).satisfies(second -> {
            assertThat(second.token()).isEqualTo("t2");
            assertThat(second.path()).isEqualTo("/below/v1/events");
        });
    }

    @Test
    void badRequest_isFinal_otherFailuresAreNot() throws Exception {
        try (Notifier notifier = notifier("", null)) {
            status = 400;
            assertThatThrownBy(() -> notifier.send(BATCH))
                    .isInstanceOf(Notifier.RefusedException.class)
                    .hasMessageContaining("HTTP 400")
                    .hasMessageEndingWith("said no");
            for (int passing : new int[] {401, 403, 500, 503}) {
                status = passing;
                assertThatThrownBy(() -> notifier.send(BATCH))
                        .isInstanceOf(IOException.class)
                        .isNotInstanceOf(Notifier.RefusedException.class);
            }
        }
    }

    @Test
    void closed_leavesNoThread() throws Exception {
        try (Notifier notifier = notifier("", null)) {
            notifier.send(BATCH);
        }
        await().untilAsserted(() -> {
            System.gc(); // Java 17's client ends its selector when it is collected
            assertThat(Thread.getAllStackTraces().keySet())
                    .extracting(Thread::getName)
                    .noneMatch(name -> name.startsWith("osprofiler-http") || name.startsWith("HttpClient-"));
        });
    }

    @Test
    void urlWithoutHost_isRefused() {
        assertThatThrownBy(() -> Notifiers.create(new Destination("http:/x", "h", "s", "e", "t", null)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("http://HOST:PORT");
    }

    @Test
    void file_getsALineForEachNotification(@TempDir Path dir) throws Exception {
        Path file = dir.resolve("with space.jsonl");
        Notifier notifier = Notifiers.create(new Destination(file.toUri().toString(), "h", "s", "e", "t", null));
        notifier.send(BATCH);
        notifier.send(BATCH);
        assertThat(Files.readAllLines(file)).containsExactly("{\"a\":1}", "{\"b\":2}", "{\"a\":1}", "{\"b\":2}");
    }

    @Test
    void fileUrlWithoutPath_isRefused() {
        assertThatThrownBy(() -> Notifiers.create(new Destination("file:", "h", "s", "e", "t", null)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("file:///");
    }
}
