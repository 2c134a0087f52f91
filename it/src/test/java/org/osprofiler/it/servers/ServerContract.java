package org.osprofiler.it.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.osprofiler.collector.Collector;
import org.osprofiler.collector.CollectorOptions;
import org.osprofiler.demo.EmbeddedBroker;
import org.osprofiler.store.TraceStore;
import org.osprofiler.store.TraceStores;
import org.osprofiler.wire.HmacKey;
import org.osprofiler.wire.Notification;
import org.osprofiler.wire.SignedHeaders;

/**
 * What must be true on every server, with notifications over HTTP and, in a second copy of the WAR, over JMS. The effect is
 * asserted, a nested span arrived; never that something deployed.
 */
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class) // undeploying comes last, a server starts slowly
abstract class ServerContract {

    private Inbox inbox;
    private ServerProcess server;
    private String root;
    private URI greet;
    private Path deployed;

    /** Starts the server, listening on loopback at a port of its own choice. */
    abstract ServerProcess start() throws IOException;

    /** The line of its log that says which port that is, as a regex with one group. */
    abstract String portLine();

    /** The folder where an archive is deployed by putting it there, and undeployed by taking it away. */
    abstract Path deployments();

    /** Whether the WAR has to bring CDI along. */
    abstract boolean needsWeld();

    @BeforeAll
    void deploy(@TempDir Path dir) throws Exception {
        inbox = new Inbox();
        removeWars();
        server = start();
        root = "http://127.0.0.1:" + server.awaitLog(portLine());
        deployed = deploy(dir, "profiled", "connection_string = " + inbox.url());
        greet = URI.create(root + "/profiled/greet");
    }

    /** Where it lies, once it answers. */
    private Path deploy(Path dir, String name, String destination) throws IOException {
        Path war = TestWar.make(dir.resolve(name + ".war"), destination, needsWeld());
        Path target = deployments().resolve(name + ".war");
        Files.copy(war, target);
        server.awaitStatus(URI.create(root + "/" + name + "/greet"), 200);
        return target;
    }

    @AfterAll
    void stop() throws Exception {
        if (server != null) {
            server.close();
        }
        if (inbox != null) {
            inbox.close();
        }
        removeWars();
    }

    /** With what the server made of them, and what a run that was broken off has left. */
    private void removeWars() throws IOException {
        try (Stream<Path> all = Files.walk(deployments())) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                if (deployments().relativize(path).toString().startsWith("profiled")) {
                    Files.delete(path);
                }
            }
        }
    }

    private HttpResponse<String> signed(String baseId, String query) throws Exception {
        return signed(URI.create(greet + query), baseId);
    }

    private static HttpResponse<String> signed(URI uri, String baseId) throws Exception {
        SignedHeaders headers = SignedHeaders.sign(baseId, baseId, HmacKey.of(TestWar.KEY));
        return ServerProcess.get(uri, SignedHeaders.INFO, headers.info(), SignedHeaders.HMAC, headers.hmac());
    }

    private List<Notification> trace(String baseId, int size) {
        await().atMost(Duration.ofSeconds(20)).until(() -> inbox.of(baseId).size() >= size);
        return inbox.of(baseId);
    }

    @Test
    @Order(1)
    void unsignedRequest_isNotTraced() throws Exception {
        int before = inbox.size();
        assertThat(ServerProcess.get(greet).body()).isEqualTo("hello world");
        signed("after-unsigned", "");
        trace("after-unsigned", 6);
        assertThat(inbox.size()).isEqualTo(before + 6);
    }

    @Test
    @Order(2)
    void signedRequest_isANestedTrace() throws Exception {
        assertThat(signed("nested", "").body()).isEqualTo("hello world");
        List<Notification> sent = trace("nested", 6);
        assertNested(sent);
        assertThat(sent.get(0).service()).isEqualTo("profiled");
        assertThat(sent.get(5).info()).containsEntry("response", Map.of("status", 200L));
    }

    @Test
    @Order(3)
    void asyncRequest_endsOnce() throws Exception {
        assertThat(signed("async", "?async").statusCode()).isEqualTo(202);
        List<Notification> sent = trace("async", 6);
        assertThat(sent).filteredOn(n -> n.name().equals("wsgi-stop")).hasSize(1);
        assertThat(sent.get(5).info()).containsEntry("response", Map.of("status", 202L));
    }

    @Test
    @Order(4)
    void exception_isInTheTrace() throws Exception {
        assertThat(signed("fail", "?fail").statusCode()).isEqualTo(500);
        List<Notification> sent = trace("fail", 2);
        assertThat(sent.get(1).info())
                .containsEntry("etype", "java.lang.IllegalStateException")
                .containsEntry("message", "asked to fail")
                .containsEntry("response", Map.of("status", 500L));
    }

    private static void assertNested(List<Notification> sent) {
        assertThat(sent)
                .extracting(Notification::name)
                .containsExactly(
                        "wsgi-start",
                        "Greeter.greet-start",
                        "Dictionary.lookup-start",
                        "Dictionary.lookup-stop",
                        "Greeter.greet-stop",
                        "wsgi-stop");
        assertThat(sent.get(1).parentId()).isEqualTo(sent.get(0).spanId());
        assertThat(sent.get(2).parentId()).isEqualTo(sent.get(1).spanId());
    }

    @Test
    @Order(5)
    void undeploy_leavesNoThread() throws Exception {
        assertThat(server.threads()).contains("osprofiler-sender", "osprofiler-http", "HttpClient-");
        undeploy(deployed, greet);
    }

    /**
     * The HTTP client's selector has no name of ours. Before Java 21 it ends with the collection of its client, which is after
     * Tomcat has looked for threads and warned of it.
     */
    private void undeploy(Path war, URI uri) throws Exception {
        Files.delete(war);
        server.awaitStatus(uri, 404);
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(500))
                .untilAsserted(
                        () -> assertThat(server.threads()).doesNotContain("osprofiler-", "activemq", "HttpClient-"));
        assertThat(server.log())
                .doesNotContainPattern("appears to have started a thread named \\[(osprofiler|[^]]*ActiveMQ)");
    }

    @Test
    @Order(6)
    void overJms_theTraceIsNested_andUndeployLeavesNoThread(@TempDir Path dir) throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(0);
                TraceStore store = TraceStores.open("jdbc:h2:" + dir.resolve("collected"));
                Collector collector = Collector.start(CollectorOptions.builder()
                        .listen("127.0.0.1", 0)
                        .store(store)
                        .brokers(List.of(broker.url()))
                        .build())) {
            assertThat(collector.url()).startsWith("http://");
            Path deployedJms = deploy(dir, "profiled-jms", "transport_url = " + broker.url());
            URI uri = URI.create(root + "/profiled-jms/greet");
            assertThat(signed(uri, "jms").body()).isEqualTo("hello world");
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> store.notifications("jms").size() >= 6);
            assertNested(store.notifications("jms"));

            // The client's threads are there, so that their absence below says something.
            assertThat(server.threads()).contains("osprofiler-sender", "activemq");
            undeploy(deployedJms, uri);
        }
    }
}
