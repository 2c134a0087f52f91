package org.osprofiler.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
                .contains("cannot connect to " + nobody.replace("user:password@", "") + ": connection refused")
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

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "http://u:pa ss@h/, 'http://h/' is no URL: Illegal character",
                "http://u:pass@h/a b, 'http://h/a b' is no URL",
                "u:pass@h:8776/v3, 'h:8776/v3' is no URL",
                "ftp://u:pass@h/, 'ftp://h/' is no URL",
                "http://u:pass@h:65536/, 'http://h:65536/': a port from 1 to 65535 is allowed",
                "http://h:99999999999/, a port from 1 to 65535",
                "http://h:0/, a port from 1 to 65535",
                "http://u:pass@my_service:8776/, 'http://my_service:8776/': Java's HTTP client cannot ask a host with '_'",
            })
    void request_wrongUrl_saidWithoutPassword(String wrong, String expected) {
        for (String debug : List.of("--profile=" + KEY, "--debug")) {
            Run run = Run.withEnvironment(Map.of("OS_PROFILE", KEY), "request", debug, wrong);

            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.out()).isEmpty();
            assertThat(run.err()).contains(expected).doesNotContain("pass").doesNotContain("pa ss");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Authorization Basic c2VjcmV0, number 2 has no colon",
        "Authorization Basic c2VjcmV0:, number 2 has no name of letters",
        ": c2VjcmV0, number 2 has no name of letters",
        "Authorization: c2VjcmV0\u0007x, Authorization cannot be sent",
    })
    void request_wrongHeader_saidWithoutItsValue(String header, String expected) {
        for (String option : List.of("--profile=" + KEY, "--debug")) {
            Run run = Run.withEnvironment(
                    Map.of("OS_PROFILE", KEY), "request", option, "-H", "X-A: 1", "-H", header, url);

            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.err()).contains("-H: " + expected).doesNotContain("c2VjcmV0");
        }
        assertThat(received).isEmpty();
    }

    @Test
    void request_wrongMethod_usageError() {
        Run run = Run.of("request", "--profile", KEY, "-X", "A B", url);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("-X: 'A B' is no HTTP method").hasLineCount(1);
        assertThat(received).isEmpty();
    }

    @Test
    void request_bodyCannotBeRead_usageErrorSaysWhy() {
        Path none = folder.resolve("none");

        Run missing = Run.of("request", "--profile", KEY, "-d", "@" + none, url);
        Run directory = Run.of("request", "--profile", KEY, "-d", "@" + folder, url);

        assertThat(missing.exitCode()).isEqualTo(2);
        assertThat(missing.err())
                .contains("-d: cannot read " + none + ": there is no such file")
                .hasLineCount(1);
        assertThat(directory.exitCode()).isEqualTo(2);
        assertThat(directory.err()).contains("-d: cannot read " + folder + ": ").hasLineCount(1);
        assertThat(received).isEmpty();
    }

    /** As {@code -d @<(command)}: its size is 0, whatever comes out of it. */
    @Test
    void request_bodyFromPipe_sent() throws Exception {
        Path pipe = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        Process writer = new ProcessBuilder("sh", "-c", "printf '{\"a\": 1}' >\"$0\"", pipe.toString()).start();
        try {
            Run.of("request", "--profile", KEY, "-d", "@" + pipe, url);
        } finally {
            writer.destroy();
        }

        assertThat(received.remove().body()).isEqualTo("{\"a\": 1}");
    }

    @Test
    void request_answerBreaksOff_exit3AndTheIdIsSaidAllTheSame() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Void> server = CompletableFuture.runAsync(() -> answerHalf(socket));

            Run run = Run.of("request", "--profile", KEY, "http://127.0.0.1:" + socket.getLocalPort() + "/");

            server.join();
            assertThat(run.exitCode()).isEqualTo(3);
            assertThat(run.out()).isEqualTo("half");
            assertThat(run.err()).startsWith("Trace ID: ").contains("\nosprofiler: the answer ended early: ");
        }
    }

    private static void answerHalf(ServerSocket socket) {
        try (Socket client = socket.accept()) {
            assertThat(client.getInputStream().read()).isEqualTo('G');
            String half = "HTTP/1.1 200 OK\r\nContent-Length: 8\r\n\r\nhalf";
            client.getOutputStream().write(half.getBytes(StandardCharsets.US_ASCII));
            client.shutdownOutput();
            client.getInputStream().readAllBytes(); // until the other side has seen it and closes
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void request_unknownHost_exit3SaysSo() {
        Run run = Run.of("request", "--profile", KEY, "http://no-such-host.invalid/");

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err()).isEqualTo("osprofiler: cannot connect to http://no-such-host.invalid/: unknown host\n");
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
