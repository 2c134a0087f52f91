package org.osprofiler.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.QueueBrowser;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osprofiler.paste.ConfigException;

/** Starting, with what cannot be too, and stopping. */
class DemoStartIT {

    private static final String NOTIFICATIONS = "openstack.org/om/notify/anycast/openstack/profiler.info";

    @TempDir
    Path dir;

    private DemoOptions options() {
        return DemoOptions.defaults()
                .withPort(0)
                .withConnectionString(dir.resolve("spans.jsonl").toUri().toString());
    }

    @Test
    void byDefault_notificationsGoThroughTheBroker() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(0)) {
            String baseId = ApiClient.newId();
            try (Demo demo = Demo.start(DemoOptions.defaults().withPort(0).withBroker(broker.url()))) {
                new ApiClient(demo.volumeApiUrl()).create("x", 1, ApiClient.signed(baseId, "SECRET_KEY"));
            }
            assertThat(count(broker, baseId)).isEqualTo(28);
        }
    }

    private static long count(EmbeddedBroker broker, String baseId) throws JMSException {
        try (BrokerClient client = new BrokerClient(broker.url());
                JMSContext jms = client.factory().createContext();
                QueueBrowser browser = jms.createBrowser(jms.createQueue(NOTIFICATIONS))) {
            long count = 0;
            for (Enumeration<?> messages = browser.getEnumeration(); messages.hasMoreElements(); ) {
                Message message = (Message) messages.nextElement();
                count += message.getBody(String.class).contains(baseId) ? 1 : 0;
            }
            return count;
        }
    }

    @Test
    void conf_namesBrokerAndKeys() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(0)) {
            Path conf = Files.writeString(
                    dir.resolve("cinder.conf"),
                    "[profiler]\nhmac_keys = from the conf\n[oslo_messaging_notifications]\ntransport_url = "
                            + broker.url() + "\n");
            String baseId = ApiClient.newId();
            try (Demo demo = Demo.start(DemoOptions.defaults().withPort(0).withConf(conf))) {
                ApiClient api = new ApiClient(demo.volumeApiUrl());
                HttpResponse<String> answer = api.create("x", 1, ApiClient.signed(baseId, "from the conf"));
                assertThat(answer.statusCode()).isEqualTo(202);
                assertThat(answer.headers().firstValue("X-Trace-Id")).contains(baseId);
            }
            assertThat(count(broker, baseId)).isEqualTo(28);
        }
    }

    @Test
    void paste_isTakenInsteadOfTheDemosOwn_andKeysOfTheOptionsBeatIt() throws Exception {
        Path ini = Files.writeString(dir.resolve("api-paste.ini"), """
                [filter:osprofiler]
                paste.filter_factory = osprofiler.web:WsgiMiddleware.factory
                hmac_keys = of the ini
                enabled = yes
                project = mine
                service = my-api
                """);
        String baseId = ApiClient.newId();
        try (Demo demo = Demo.start(options().withPaste(ini).withHmacKeys(List.of("mine", "older")))) {
            ApiClient api = new ApiClient(demo.volumeApiUrl());
            api.create("x", 1, ApiClient.signed(baseId, "older"));
            assertThat(api.create("x", 1, ApiClient.signed(ApiClient.newId(), "of the ini"))
                            .headers()
                            .firstValue("X-Trace-Id"))
                    .isEmpty();
        }
        assertThat(new SpanTree(dir.resolve("spans.jsonl"), baseId).lines())
                .startsWith("my-api wsgi")
                .contains("      volume-manager rpc");
    }

    @Test
    void pasteWithAnError_namesTheLine() throws Exception {
        Path ini = Files.writeString(dir.resolve("api-paste.ini"), """
                [filter:osprofiler]
                paste.filter_factory = osprofiler.web:WsgiMiddleware.factory
                hmac_keys = sesame
                enabled = perhaps
                """);
        assertThatThrownBy(() -> Demo.start(options().withPaste(ini)).close())
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(ini + ":4")
                .hasMessageNotContaining("sesame");
    }

    @Test
    void aPortThatIsTaken_isAnErrorThatNamesIt() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatIOException()
                    .isThrownBy(() ->
                            Demo.start(options().withPort(taken.getLocalPort())).close())
                    .withMessageContaining("port " + taken.getLocalPort());
        }
    }

    @Test
    void aBrokerThatIsNotThere_isAnErrorThatNamesIt_withoutItsPassword() throws Exception {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        assertThatIOException()
                .isThrownBy(() -> Demo.start(options().withBroker("tcp://u:sesame@127.0.0.1:" + free))
                        .close())
                .withMessageContaining("tcp://127.0.0.1:" + free)
                .withMessageNotContaining("sesame");
    }

    @Test
    void aBrokerThatDies_isA503_andTheVolumeAnError() throws Exception {
        EmbeddedBroker broker = EmbeddedBroker.start(0);
        try (Demo demo = Demo.start(options().withBroker(broker.url()))) {
            ApiClient api = new ApiClient(demo.volumeApiUrl());
            assertThat(api.create("before", 1, Map.of()).statusCode()).isEqualTo(202);
            broker.close();
            HttpResponse<String> refused = api.create("after", 1, Map.of());
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.body()).contains("serviceUnavailable");
            assertThat(api.send("GET", ApiClient.VOLUMES + "/detail?name=after", null)
                            .body())
                    .contains("\"status\": \"error\"");
        } finally {
            broker.close();
        }
    }

    @Test
    void volumes_stayInTheirDirectory() throws Exception {
        Path data = dir.resolve("new").resolve("data");
        try (Demo demo = Demo.start(options().withData(data))) {
            new ApiClient(demo.volumeApiUrl()).create("kept", 1, Map.of());
        }
        try (Demo demo = Demo.start(options().withData(data))) {
            // Its making was interrupted by the stop and is finished at the start.
            assertThat(new ApiClient(demo.volumeApiUrl())
                            .send("GET", ApiClient.VOLUMES + "/detail", null)
                            .body())
                    .contains("kept", "\"status\": \"available\"");
        }
    }

    @Test
    void twoDemos_runSideBySide_onOneBroker() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(0);
                Demo one = Demo.start(options().withBroker(broker.url()));
                Demo two = Demo.start(options().withBroker(broker.url()))) {
            for (int i = 0; i < 4; i++) {
                for (Demo demo : List.of(one, two)) {
                    ApiClient api = new ApiClient(demo.volumeApiUrl());
                    String created = api.create("x", 1, Map.of()).body();
                    String id = created.replaceFirst(".*?\"id\": \"([^\"]*)\".*", "$1");
                    assertThat(api.send("DELETE", ApiClient.VOLUMES + "/" + id, null)
                                    .statusCode())
                            .isEqualTo(202);
                    assertThat(api.send("GET", ApiClient.VOLUMES + "/" + id, null)
                                    .statusCode())
                            .isEqualTo(404);
                }
            }
        }
    }

    @Test
    void close_leavesNoThreadAndNoFileOfKeys() throws Exception {
        Set<Path> files = overlays();
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        Demo demo = Demo.start(options());
        demo.close();
        demo.close();
        assertThat(overlays()).isEqualTo(files);
        await().pollInSameThread().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            Set<Thread> left = new HashSet<>(Thread.getAllStackTraces().keySet());
            left.removeAll(before);
            assertThat(left)
                    .extracting(Thread::getName)
                    // The JVM's own.
                    .allMatch(name -> name.equals("Common-Cleaner"));
        });
    }

    private static Set<Path> overlays() throws Exception {
        try (var files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(file -> file.getFileName().toString().startsWith("osprofiler-demo"))
                    .collect(Collectors.toSet());
        }
    }
}
