package org.osprofiler.it.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.osprofiler.wire.HmacKey;
import org.osprofiler.wire.Notification;
import org.osprofiler.wire.SignedHeaders;

/** What must be true on every server. The effect is asserted, a nested span arrived; never that something deployed. */
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class) // undeploying comes last, a server starts slowly
abstract class ServerContract {

    private Inbox inbox;
    private ServerProcess server;
    private URI greet;
    private Path deployed;

    /** Starts the server, listening on loopback at {@code port}. */
    abstract ServerProcess start(int port) throws IOException;

    /** The folder where an archive is deployed by putting it there, and undeployed by taking it away. */
    abstract Path deployments();

    /** Whether the WAR has to bring CDI along. */
    abstract boolean needsWeld();

    @BeforeAll
    void deploy(@TempDir Path dir) throws Exception {
        inbox = new Inbox();
        int port = ServerProcess.freePort();
        server = start(port);
        Path war = TestWar.make(dir, inbox.url(), needsWeld());
        deployed = deployments().resolve("profiled.war");
        Files.copy(war, deployed);
        greet = URI.create("http://127.0.0.1:" + port + "/profiled/greet");
        server.awaitStatus(greet, 200);
    }

    @AfterAll
    void stop() throws Exception {
        if (server != null) {
            server.close();
        }
        if (inbox != null) {
            inbox.close();
        }
        if (deployed != null) {
            Files.deleteIfExists(deployed);
        }
    }

    private HttpResponse<String> signed(String baseId, String query) throws Exception {
        SignedHeaders headers = SignedHeaders.sign(baseId, baseId, HmacKey.of(TestWar.KEY));
        return ServerProcess.get(
                URI.create(greet + query), SignedHeaders.INFO, headers.info(), SignedHeaders.HMAC, headers.hmac());
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

    @Test
    @Order(5)
    void undeploy_leavesNoThread() throws Exception {
        assertThat(server.threads()).contains("osprofiler-sender");
        Files.delete(deployed);
        server.awaitStatus(greet, 404);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(server.threads()).doesNotContain("osprofiler-", "activemq"));
        // Before Java 21 the platform's client ends its thread when nobody refers to it any more.
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            server.collectGarbage();
            assertThat(server.threads()).doesNotContain("HttpClient-");
        });
        assertThat(server.log()).doesNotContain("appears to have started a thread named [osprofiler");
    }
}
