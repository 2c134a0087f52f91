package org.osprofiler.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToIntFunction;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpNotifierTest {

    private record Posted(
            String path,
            String contentType,
            @Nullable String token,
            @Nullable String authorization,
            String body) {}

    private static final List<OutgoingNotification> BATCH =
            List.of(new OutgoingNotification("m1", 0, "{\"a\":1}"), new OutgoingNotification("m2", 0, "{\"b\":2}"));

    private final BlockingQueue<Posted> posted = new LinkedBlockingQueue<>();
    private volatile int status = 202;
    /** A body with this text in it is answered with 413. */
    private volatile String unacceptable = "none such";

    private final CountDownLatch endless = new CountDownLatch(1);
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            posted.add(new Posted(
                    exchange.getRequestURI().getRawPath(),
                    exchange.getRequestHeaders().getFirst("Content-Type"),
                    exchange.getRequestHeaders().getFirst("X-Auth-Token"),
                    exchange.getRequestHeaders().getFirst("Authorization"),
                    body));
            byte[] answer = "said no\nmore".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(body.contains(unacceptable) ? 413 : status, answer.length);
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
        return notifier("", path, token);
    }

    private Notifier notifier(String user, String path, @Nullable Path token) {
        return Notifiers.create(
                new Destination("http://" + user + authority() + path, "h", "s", "openstack", "profiler", token));
    }

    private String authority() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /** Notifications with the payloads 0, 1, … */
    private static List<OutgoingNotification> numbers(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new OutgoingNotification("m" + i, 0, "{\"n\":" + i + "}"))
                .toList();
    }

    /** The numbers of what was posted and taken, in order. */
    private List<Integer> taken() {
        List<Integer> numbers = new ArrayList<>();
        for (Posted one : posted) {
            if (!one.body().contains(unacceptable)) {
                Pattern.compile("\\d+")
                        .matcher(one.body())
                        .results()
                        .forEach(n -> numbers.add(Integer.valueOf(n.group())));
            }
        }
        return numbers;
    }

    @Test
    void batch_isOneListOfPayloads() throws Exception {
        try (Notifier notifier = notifier("", null)) {
            notifier.send(BATCH);
        }
        assertThat(posted.take())
                .isEqualTo(new Posted("/v1/events", "application/json", null, null, "[{\"a\":1},{\"b\":2}]"));
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "read sesame1\nwrite sesame2\n",
                "sesame1\nsesame2",
                "",
                "sesame grows",
                "ses\u00e4me",
                "sesame=="
            })
    void tokenFileThatHasNoToken_isNamed_itsTextIsNot(String text, @TempDir Path dir) throws Exception {
        Path token = Files.writeString(dir.resolve("token"), text);
        try (Notifier notifier = notifier("", token)) {
            assertThatIOException()
                    .isThrownBy(() -> notifier.send(BATCH))
                    .withMessageStartingWith("collector_token_file " + token + " has no token; allowed is one line")
                    .withMessageNotContaining("ses")
                    .withNoCause();
        }
        assertThat(posted).isEmpty();
    }

    @Test
    void tokenFileThatIsNotThere_isNamed(@TempDir Path dir) {
        Path token = dir.resolve("token");
        try (Notifier notifier = notifier("", token)) {
            assertThatIOException()
                    .isThrownBy(() -> notifier.send(BATCH))
                    .withMessage("collector_token_file " + token + " cannot be read: there is no such file or folder");
        }
    }

    @Test
    void credentials_areSent_andStandInNoMessageAndNoThreadsName() throws Exception {
        try (Notifier notifier = notifier("any:s%40same@", "", null)) {
            notifier.send(BATCH);
            assertThat(posted.take().authorization())
                    .isEqualTo("Basic "
                            + Base64.getEncoder().encodeToString("any:s@same".getBytes(StandardCharsets.UTF_8)));
            assertThat(Thread.getAllStackTraces().keySet())
                    .extracting(Thread::getName)
                    .contains("osprofiler-http " + authority())
                    .noneMatch(name -> name.contains("same"));
            status = 500;
            assertThatIOException().isThrownBy(() -> notifier.send(BATCH)).withMessageNotContaining("same");
        }
    }

    @ParameterizedTest
    @CsvSource({"//, /v1/events", "/a%20b, /a%20b/v1/events", "/below//, /below/v1/events"})
    void path_isThatOfTheUrl(String path, String expected) throws Exception {
        try (Notifier notifier = notifier(path, null)) {
            notifier.send(BATCH);
        }
        assertThat(posted.take().path()).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"?token=sesame", "/x?a", "#sesame"})
    void whatStandsBehindThePath_isRefused(String behind) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> notifier(behind, null))
                .withMessageContaining("a ? or a #")
                .withMessageNotContaining("token");
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
    void oneThatIsRefused_doesNotTakeTheOthersAlong() throws Exception {
        unacceptable = "{\"n\":300}";
        try (Notifier notifier = notifier("", null)) {
            assertThatThrownBy(() -> notifier.send(numbers(512)))
                    .isInstanceOfSatisfying(Notifier.RefusedException.class, refused -> {
                        assertThat(refused.refusedOf(512)).isEqualTo(1);
                        assertThat(refused).hasMessageContaining("HTTP 413");
                    });
            assertThat(taken())
                    .containsExactlyElementsOf(IntStream.range(0, 512)
                            .filter(n -> n != 300)
                            .boxed()
                            .toList());
            assertThat(posted).hasSizeLessThan(30);
            posted.clear();
            notifier.send(BATCH);
            assertThat(posted).hasSize(1);
        }
    }

    @Test
    void whatWasTakenBeforeAFailure_isNotSentAgain() throws Exception {
        unacceptable = "{\"n\":1}";
        List<OutgoingNotification> batch = numbers(4);
        try (Notifier notifier = notifier("", null)) {
            server.removeContext("/");
            AtomicInteger requests = new AtomicInteger();
            // 0..3 refused, 0..1 refused, 0 taken, then a failure once.
            answerBy(body -> requests.incrementAndGet() == 4 ? 503 : body.contains(unacceptable) ? 413 : 202);
            assertThatThrownBy(() -> notifier.send(batch))
                    .isInstanceOf(IOException.class)
                    .isNotInstanceOf(Notifier.RefusedException.class);
            posted.clear();
            assertThatThrownBy(() -> notifier.send(batch))
                    .isInstanceOfSatisfying(
                            Notifier.RefusedException.class,
                            refused -> assertThat(refused.refusedOf(4)).isEqualTo(1));
            assertThat(taken()).containsExactly(2, 3);
        }
    }

    private void answerBy(ToIntFunction<String> statusOf) {
        server.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            posted.add(new Posted("", "", null, null, body));
            exchange.sendResponseHeaders(statusOf.applyAsInt(body), -1);
            exchange.close();
        });
    }

    @Test
    void serverThatRefusesEverything_isNotAskedForEachOne() throws Exception {
        status = 400;
        try (Notifier notifier = notifier("", null)) {
            assertThatThrownBy(() -> notifier.send(numbers(512)))
                    .isInstanceOfSatisfying(
                            Notifier.RefusedException.class,
                            refused -> assertThat(refused.refusedOf(512)).isEqualTo(512));
        }
        assertThat(posted).hasSizeLessThan(30);
    }

    @Test
    void tooLongOnes_doNotTakeTheOthersAlong_howeverManyTheyAre() throws Exception {
        status = 202;
        server.removeContext("/");
        // Lists are too long, and the first twenty.
        answerBy(body -> body.length() > 10 || body.matches("\\[\\{\"n\":1?\\d}]") ? 413 : 202);
        try (Notifier notifier = notifier("", null)) {
            assertThatThrownBy(() -> notifier.send(numbers(100)))
                    .isInstanceOfSatisfying(
                            Notifier.RefusedException.class,
                            refused -> assertThat(refused.refusedOf(100)).isEqualTo(20));
        }
    }

    @Test
    void whatTheCollectorSetsAside_isLost() throws Exception {
        server.removeContext("/");
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            byte[] answer = "{\"accepted\":3,\"broken\":1}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        try (Notifier notifier = notifier("", null)) {
            assertThatThrownBy(() -> notifier.send(numbers(4)))
                    .isInstanceOfSatisfying(
                            Notifier.RefusedException.class,
                            refused -> assertThat(refused.refusedOf(4)).isEqualTo(1));
        }
    }

    @Test
    void answerThatNeverEnds_isLetGoOf() throws Exception {
        status = 200;
        server.removeContext("/");
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(status, 0);
            byte[] part = "x".repeat(500).getBytes(StandardCharsets.UTF_8);
            try {
                while (true) {
                    exchange.getResponseBody().write(part);
                }
            } catch (IOException e) {
                endless.countDown();
            }
        });
        try (Notifier notifier = notifier("", null)) {
            notifier.send(BATCH);
            assertThat(endless.await(30, TimeUnit.SECONDS))
                    .as("the server is told that nobody reads on")
                    .isTrue();
            status = 500;
            assertThatIOException()
                    .isThrownBy(() -> notifier.send(BATCH))
                    .withMessageEndingWith("x".repeat(AnswerStart.LONGEST));
        }
    }

    @Test
    void answerThatStops_endsWithTheLimit_andLeavesNoThread() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        server.removeContext("/");
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(200, 100);
            exchange.getResponseBody().write('x');
            exchange.getResponseBody().flush();
            try {
                over.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        try (Notifier notifier =
                new HttpNotifier(URI.create("http://" + authority()), "h", null, Duration.ofMillis(300))) {
            assertThatIOException()
                    .isThrownBy(() -> notifier.send(BATCH))
                    .withMessageContaining("no whole answer")
                    .withMessageContaining(authority());
        }
        assertNoThreads();
        over.countDown();
    }

    @Test
    void closed_leavesNoThread() throws Exception {
        try (Notifier notifier = notifier("", null)) {
            notifier.send(BATCH);
        }
        assertNoThreads();
    }

    private static void assertNoThreads() {
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
}
