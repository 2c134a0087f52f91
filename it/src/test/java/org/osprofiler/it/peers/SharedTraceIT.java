package org.osprofiler.it.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.osprofiler.it.Command;
import org.osprofiler.wire.HmacKey;
import org.osprofiler.wire.JsonWriter;
import org.osprofiler.wire.Notification;
import org.osprofiler.wire.SignedHeaders;

/**
 * Services in Java, behind our filter, and in Python, behind OSProfiler's middleware, call each other. They read the same ini;
 * what they notify goes over Artemis into our collector.
 *
 * <p>A key is being rolled out: both accept it and the old one, while a service of each kind knows the old one only.
 */
@Tag("peers")
class SharedTraceIT {

    private static final String NEW_KEY = "the key that is being rolled out";
    private static final String OLD_KEY = "the key of last year";

    private static final Deque<AutoCloseable> RUNNING = new ArrayDeque<>();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final Map<String, String> URLS = new HashMap<>();

    private static CollectedOverArtemis collected;
    private static @Nullable Command python;

    @RegisterExtension
    static final TestExecutionExceptionHandler SHOW_WHAT_PYTHON_SAID = (test, failure) -> {
        if (python == null) {
            throw failure;
        }
        throw new AssertionError(failure.getMessage() + "\nrelay.py on stderr:\n" + python.stderr(), failure);
    };

    @BeforeAll
    static void start(@TempDir Path dir) throws Exception {
        Peers.require(Peers.PYTHON_OSPROFILER);
        Peers.require(Peers.PYTHON_OSLO_MESSAGING);
        Peers.require(Peers.PYTHON_AMQP1);
        Peers.require(Peers.PYTHON_PASTE_DEPLOY);
        collected = opened(CollectedOverArtemis.start(dir));
        Path rolled = ini(dir.resolve("rolled.ini"), NEW_KEY + ", " + OLD_KEY);
        Path behind = ini(dir.resolve("behind.ini"), OLD_KEY);
        Command relay = opened(Command.start(List.of(
                Peers.PYTHON, "src/test/python/relay.py", collected.amqpUrl(), rolled.toString(), behind.toString())));
        python = relay;
        URLS.put("java", opened(Relay.start(rolled)).url());
        URLS.put("java-behind", opened(Relay.start(behind)).url());
        List<String> ready = relay.awaitLine("^READY (\\S+) (\\S+)$");
        URLS.put("python", ready.get(0));
        URLS.put("python-behind", ready.get(1));
    }

    private static <T extends AutoCloseable> T opened(T resource) {
        RUNNING.push(resource);
        return resource;
    }

    @AfterAll
    static void stop() throws Exception {
        Exception failure = null;
        for (AutoCloseable resource : RUNNING) {
            try {
                resource.close();
            } catch (Exception e) {
                failure = e;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    /** Python takes the first two options and leaves the others alone. */
    private static Path ini(Path file, String keys) throws Exception {
        return Files.writeString(file, """
                [filter:osprofiler]
                paste.filter_factory = osprofiler.web:WsgiMiddleware.factory
                hmac_keys = %s
                enabled = yes
                project = peers
                service = java
                connection_string = messaging://
                transport_url = %s
                """.formatted(keys, collected.jmsUrl()));
    }

    @ParameterizedTest(name = "{0}, signed with {1}")
    @CsvSource({
        "java python," + NEW_KEY,
        "python java," + NEW_KEY,
        "java python java," + NEW_KEY,
        "python java python," + NEW_KEY,
        "java python java," + OLD_KEY,
        "python java python," + OLD_KEY,
    })
    void eachCallsTheNext_theyShareOneTrace(String services, String key) throws Exception {
        List<String> way = List.of(services.split(" "));
        String baseId = UUID.randomUUID().toString();

        List<Station> stations = Station.of(get(url(way, ""), baseId, key).body());
        assertThat(stations).extracting(Station::service).isEqualTo(way);
        assertThat(stations).extracting(Station::info).doesNotContainNull();
        List<Notification> notifications = collected.notifications(baseId, notificationsOf(way));

        List<Notification> starts = startsFromTheTop(notifications, baseId);
        assertThat(starts).extracting(n -> n.service() + " " + n.name()).containsExactlyElementsOf(startsOf(way));
        List<Station> expected = new ArrayList<>();
        for (int i = 0; i < way.size(); i++) {
            String caller = i == 0 ? baseId : starts.get(2 * i - 1).spanId();
            SignedHeaders headers = SignedHeaders.sign(baseId, caller, HmacKey.of(key));
            expected.add(new Station(way.get(i), headers.info(), headers.hmac()));
        }
        assertThat(stations).isEqualTo(expected);
        assertThat(Reports.ours(notifications)).isEqualTo(Reports.python(notifications));
    }

    @ParameterizedTest
    @CsvSource({"java,python-behind", "python,java-behind"})
    void calleeWithoutTheNewKey_answersUntraced_andTracesTheOldOne(String caller, String callee) throws Exception {
        String baseId = UUID.randomUUID().toString();
        List<String> way = List.of(caller, callee);

        List<Station> stations = Station.of(get(url(way, ""), baseId, NEW_KEY).body());
        assertThat(stations).hasSize(2);
        assertThat(stations.get(1).info()).isNotNull();

        // A service's notifications keep their order: had the callee sent something of the first trace, it would be
        // there.
        String later = UUID.randomUUID().toString();
        assertThat(get(url(way, ""), later, OLD_KEY).statusCode()).isEqualTo(200);
        collected.notifications(later, notificationsOf(way));
        List<Notification> notifications = collected.notifications(baseId, 0);
        assertThat(startsFromTheTop(notifications, baseId))
                .extracting(n -> n.service() + " " + n.name())
                .containsExactly(caller + " wsgi-start", caller + " call-start");
    }

    @ParameterizedTest
    @CsvSource({"java,python,ValueError", "python,java,java.lang.IllegalStateException"})
    void calleeFails_bothToolsShowItsException(String caller, String callee, String type) throws Exception {
        String baseId = UUID.randomUUID().toString();
        List<String> way = List.of(caller, callee);

        assertThat(get(url(way, "?fail=no+volume+%E2%82%AC"), baseId, NEW_KEY).statusCode())
                .isEqualTo(200);
        List<Notification> notifications = collected.notifications(baseId, notificationsOf(way));

        Notification failed = startsFromTheTop(notifications, baseId).get(2);
        assertThat(notifications)
                .filteredOn(n -> n.spanId().equals(failed.spanId()) && n.name().equals("wsgi-stop"))
                .singleElement()
                .satisfies(stop -> assertThat(stop.info())
                        .containsEntry("etype", type)
                        .containsEntry("message", "no volume \u20ac"));
        assertThat(Reports.ours(notifications))
                .contains("\"exception\": \"" + type + "\"")
                .isEqualTo(Reports.python(notifications));
    }

    @ParameterizedTest
    @CsvSource({
        "/",
        "/v3/8948abaf/volumes?limit=1&sort=",
        "/v3/two%20words/%C3%BC%E2%82%AC/a~b+c%7E/(1)%5B2%5D?q=%20%C3%BC&&x=a+b%2F",
    })
    void sameRequest_theStartsDifferInIdsAndServiceOnly(String target) throws Exception {
        Map<String, String> starts = new LinkedHashMap<>();
        for (String service : List.of("java", "python")) {
            String baseId = UUID.randomUUID().toString();
            assertThat(get(URLS.get(service) + target, baseId, NEW_KEY).statusCode())
                    .isEqualTo(200);
            Notification start =
                    startsFromTheTop(collected.notifications(baseId, 2), baseId).get(0);
            Map<String, @Nullable Object> payload = new LinkedHashMap<>(start.payload());
            payload.replaceAll((field, value) -> switch (field) {
                case Notification.BASE_ID, Notification.PARENT_ID -> baseId.equals(value) ? "the trace" : value;
                case Notification.SPAN_ID -> "a span";
                case Notification.SERVICE -> "a service";
                case Notification.TIMESTAMP -> String.valueOf(value).replaceAll("\\d", "0");
                default -> value;
            });
            starts.put(service, JsonWriter.toText(payload, JsonWriter.Style.COMPACT));
        }
        assertThat(starts.get("java")).isEqualTo(starts.get("python"));
    }

    @Test
    void ourCommand_showsWhatPythonReports() throws Exception {
        List<String> way = List.of("java", "python", "java");
        String baseId = UUID.randomUUID().toString();
        assertThat(get(url(way, ""), baseId, NEW_KEY).statusCode()).isEqualTo(200);
        List<Notification> notifications = collected.notifications(baseId, notificationsOf(way));

        Command.Result shown = Command.run(
                Command.OSPROFILER, "trace", "show", "--json", "--connection-string", collected.collectorUrl(), baseId);
        assertThat(shown.exit()).as(shown.stderr()).isZero();
        assertThat(shown.stdout().strip()).isEqualTo(Reports.python(notifications));
    }

    /** The first service's URL, in which those of the others are nested; {@code end} belongs to the last one's. */
    private static String url(List<String> way, String end) {
        String url = null;
        for (int i = way.size() - 1; i >= 0; i--) {
            String query = url == null ? end : "?next=" + URLEncoder.encode(url, StandardCharsets.UTF_8);
            url = URLS.get(way.get(i)) + "/relay" + query;
        }
        return String.valueOf(url);
    }

    private static HttpResponse<String> get(String url, String baseId, String key) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(30));
        SignedHeaders.sign(baseId, baseId, HmacKey.of(key)).inject(request::setHeader);
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** A root for each service and a span for each call, each with a start and a stop. */
    private static int notificationsOf(List<String> way) {
        return 2 * startsOf(way).size();
    }

    private static List<String> startsOf(List<String> way) {
        List<String> starts = new ArrayList<>();
        for (String service : way) {
            if (!starts.isEmpty()) {
                starts.add(starts.get(starts.size() - 1).split(" ", 2)[0] + " call-start");
            }
            starts.add(service + " wsgi-start");
        }
        return starts;
    }

    /** The starts of a trace that is one line of spans, each below the one before it; each has its stop. */
    private static List<Notification> startsFromTheTop(List<Notification> notifications, String baseId) {
        Map<String, Notification> byParent = new HashMap<>();
        List<String> started = new ArrayList<>();
        List<String> stopped = new ArrayList<>();
        for (Notification notification : notifications) {
            if (notification.name().endsWith(Notification.START)) {
                started.add(notification.spanId());
                assertThat(byParent.put(notification.parentId(), notification))
                        .as("another span below the parent of " + notification)
                        .isNull();
            } else {
                stopped.add(notification.spanId());
            }
        }
        assertThat(stopped).containsExactlyInAnyOrderElementsOf(started);
        List<Notification> line = new ArrayList<>();
        for (Notification at = byParent.get(baseId); at != null; at = byParent.get(at.spanId())) {
            line.add(at);
        }
        assertThat(line).as("spans that stand in one line").hasSameSizeAs(started);
        return line;
    }
}
