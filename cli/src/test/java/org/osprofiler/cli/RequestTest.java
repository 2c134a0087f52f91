package org.osprofiler.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.osprofiler.wire.HeaderVerifier;
import org.osprofiler.wire.HmacKey;
import org.osprofiler.wire.Verdict;

class RequestTest {

    private static final String KEY = "a key of some length";

    private record Received(String method, String path, Headers headers, String body) {}

    private final BlockingQueue<Received> received = new LinkedBlockingQueue<>();
    private HttpServer server;
    private String url;
    private int status = 200;

    @TempDir
    Path folder;

    @BeforeEach
    void startServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            received.add(new Received(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().toString(),
                    exchange.getRequestHeaders(),
                    body));
            byte[] answer = "answer é\n".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        url = "http://127.0.0.1:" + server.getAddress().getPort() + "/v3/volumes?limit=1";
    }

    @AfterEach
    void stopServer() {
        server.stop(0);
    }

    @Test
    void request_get_signedBodyToStdoutIdToStderr() {
        Run run = Run.of("request", "--profile", KEY, url);

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).isEqualTo("answer é\n");
        Received request = received.remove();
        assertThat(request.method()).isEqualTo("GET");
        assertThat(request.path()).isEqualTo("/v3/volumes?limit=1");
        assertThat(request.headers().getFirst("User-Agent")).startsWith("osprofiler/");
        String baseId = verify(request).baseId();
        assertThat(run.err())
                .isEqualTo("Trace ID: " + baseId + "\nTo display trace use next command:\nosprofiler trace show --html "
                        + baseId + "\n");
    }

    @Test
    void request_environmentKey_bodyIsPosted() {
        Run run = Run.withEnvironment(
                Map.of("OS_PROFILE", KEY), "request", "-d", "{\"é\": 1}", "-H", "X-A: 1", "-H", "X-A: 2", url);

        assertThat(run.exitCode()).isZero();
        Received request = received.remove();
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.body()).isEqualTo("{\"é\": 1}");
        assertThat(request.headers().getFirst("Content-Type")).isEqualTo("application/json");
        assertThat(request.headers().get("X-A")).isEqualTo(List.of("1", "2"));
        verify(request);
    }

    @Test
    void request_ownHeaders_insteadOfOurs() {
        Run.of("request", "--profile", KEY, "-XPUT", "-d@-", "-H", "user-agent: me", "-HHost: example.test", url);

        Received request = received.remove();
        assertThat(request.method()).isEqualTo("PUT");
        assertThat(request.headers().get("User-Agent")).isEqualTo(List.of("me"));
        assertThat(request.headers().get("Host")).isEqualTo(List.of("example.test"));
    }

    @Test
    void request_bodyFromFile_sent() throws IOException {
        Path file = Files.writeString(folder.resolve("body with space.json"), "{}");

        Run.of("request", "--profile", KEY, "-d", "@" + file, url);

        assertThat(received.remove().body()).isEqualTo("{}");
    }

    @Test
    void request_errorStatus_stillDoneAndSaid() {
        status = 500;

        Run run = Run.of("request", "--profile", KEY, url);

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).isEqualTo("answer é\n");
        assertThat(run.err()).contains("HTTP 500").contains("Trace ID: ");
    }

    @Test
    void request_nobodyListens_exit3NamesTheUrl() throws IOException {
        String nobody;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = "http://user:password@127.0.0.1:" + free.getLocalPort() + "/x";
        }

        Run run = Run.of("request", "--profile", KEY, nobody);

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .contains("cannot connect to " + nobody.replace("user:password@", ""))
                .doesNotContain("password")
                .doesNotContain("Trace ID")
                .hasLineCount(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost:8776/v3", "ftp://h/x", "http:///x", "http://h/a b", "nonsense"})
    void request_noUrl_usageError(String wrong) {
        Run run = Run.of("request", "--profile", KEY, wrong);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("'" + wrong + "' is no URL").hasLineCount(1);
    }

    @Test
    void request_wrongHeaderMethodOrFile_usageError() {
        assertThat(Run.of("request", "--profile", KEY, "-H", "no colon", url).exitCode())
                .isEqualTo(2);
        assertThat(Run.of("request", "--profile", KEY, "-H", "a b: c", url).exitCode())
                .isEqualTo(2);
        assertThat(Run.of("request", "--profile", KEY, "-X", "A B", url).exitCode())
                .isEqualTo(2);
        assertThat(Run.of("request", "--profile", KEY, "-d", "@" + folder.resolve("none"), url)
                        .exitCode())
                .isEqualTo(2);
        assertThat(received).isEmpty();
    }

    @Test
    void request_withoutKey_usageError() {
        Run run = Run.of("request", url);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("--profile").contains("OS_PROFILE");
    }

    private static Verdict.Accepted verify(Received request) {
        Verdict verdict = new HeaderVerifier(List.of(HmacKey.of(KEY)), 4096)
                .verify(
                        request.headers().getFirst("X-Trace-Info"),
                        request.headers().getFirst("X-Trace-HMAC"));
        assertThat(verdict).isInstanceOf(Verdict.Accepted.class);
        return (Verdict.Accepted) verdict;
    }
}
