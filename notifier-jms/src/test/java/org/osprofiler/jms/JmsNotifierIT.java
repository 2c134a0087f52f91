package org.osprofiler.jms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.TextMessage;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.osprofiler.send.Destination;
import org.osprofiler.send.Notifier;
import org.osprofiler.send.Notifiers;
import org.osprofiler.send.OutgoingNotification;
import org.osprofiler.testkit.artemis.ArtemisBroker;
import org.osprofiler.testkit.artemis.ClientThreads;
import org.osprofiler.wire.JsonReader;

class JmsNotifierIT {

    private static final long MICROS = 1_773_480_413_589_793L;

    private ArtemisBroker broker;

    @BeforeEach
    void startBroker() throws Exception {
        broker = ArtemisBroker.start();
    }

    @AfterEach
    void stopBroker() throws Exception {
        broker.close();
    }

    private static Notifier notifier(String url) {
        return Notifiers.create(new Destination(url, "the-host", "volume-api", "openstack", "profiler", null));
    }

    private static OutgoingNotification notification(String id) {
        return new OutgoingNotification(id, MICROS, "{\"name\":\"wsgi-start\",\"info\":{}}");
    }

    private static List<OutgoingNotification> batch(String... ids) {
        return Arrays.stream(ids).map(JmsNotifierIT::notification).toList();
    }

    private static List<String> ids(List<Message> messages) {
        return messages.stream()
                .map(message -> {
                    try {
                        return message.getStringProperty("_AMQ_DUPL_ID");
                    } catch (JMSException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .toList();
    }

    @Test
    void message_isWhatACeilometerAgentTakes() throws Exception {
        try (Notifier notifier = notifier(broker.url())) {
            notifier.send(batch("m1"));
        }
        assertThat(broker.queue(ArtemisBroker.INFO).getRoutingType()).isEqualTo(RoutingType.ANYCAST);
        assertThat((Object) broker.queue(ArtemisBroker.INFO).getAddress()).hasToString(ArtemisBroker.INFO);
        List<Message> messages = broker.take(ArtemisBroker.INFO, 1);
        assertThat(messages).hasSize(1);
        TextMessage message = (TextMessage) messages.get(0);
        assertThat(message.getJMSDeliveryMode()).isEqualTo(DeliveryMode.PERSISTENT);
        assertThat(message.getStringProperty("_AMQ_DUPL_ID")).isEqualTo("m1");
        assertThat(JsonReader.forWire().read(message.getText()))
                .isEqualTo(Map.of(
                        "request",
                        Map.of(
                                "message_id",
                                "m1",
                                "publisher_id",
                                "the-host",
                                "event_type",
                                "profiler.volume-api",
                                "priority",
                                "INFO",
                                "payload",
                                Map.of("name", "wsgi-start", "info", Map.of()),
                                "timestamp",
                                "2026-03-14 09:26:53.589793"),
                        "context",
                        Map.of()));
    }

    @Test
    void batch_keepsItsOrder_overSeveralSends() throws Exception {
        String[] first = IntStream.range(0, 512).mapToObj(i -> "a" + i).toArray(String[]::new);
        try (Notifier notifier = notifier(broker.url())) {
            notifier.send(batch(first));
            notifier.send(batch("b"));
        }
        List<String> ids = ids(broker.take(ArtemisBroker.INFO, 513));
        assertThat(ids).startsWith(first).endsWith("b").hasSize(513);
    }

    @Test
    void longNotification_arrives() throws Exception {
        String payload = "{\"x\":\"" + "a".repeat(300_000) + "\"}";
        try (Notifier notifier = notifier(broker.url())) {
            notifier.send(List.of(new OutgoingNotification("long", MICROS, payload)));
        }
        assertThat(((TextMessage) broker.take(ArtemisBroker.INFO, 1).get(0)).getText())
                .contains(payload);
    }

    @Test
    void batchSentAgain_isNotThereTwice() throws Exception {
        try (Notifier notifier = notifier(broker.url())) {
            notifier.send(batch("m1", "m2"));
            notifier.send(batch("m1", "m2"));
            notifier.send(batch("m2", "m3"));
        }
        try (Notifier other = notifier(broker.url())) {
            other.send(batch("m3", "m4"));
        }
        assertThat(ids(broker.take(ArtemisBroker.INFO, 9))).containsExactly("m1", "m2", "m3", "m4");
    }

    @Test
    void openConnection_hasFewThreads_idleAndCloseLeaveNone() throws Exception {
        ClientThreads threads = ClientThreads.watch();
        try (Notifier notifier = notifier(broker.url())) {
            assertThat(threads.alive()).as("before the first batch").isEmpty();
            notifier.send(batch("m1"));
            assertThat(threads.alive()).isNotEmpty().hasSizeLessThanOrEqualTo(4);
            notifier.idle();
            assertThat(threads.alive()).as("when idle").isEmpty();
            notifier.send(batch("m2"));
            assertThat(threads.alive()).isNotEmpty();
        }
        assertThat(threads.alive()).as("when closed").isEmpty();
        assertThat(ids(broker.take(ArtemisBroker.INFO, 2))).containsExactly("m1", "m2");
    }

    @Test
    void brokenConnection_isReplacedAtOnce_andLeavesNoThread() throws Exception {
        ClientThreads threads = ClientThreads.watch();
        try (Notifier notifier = notifier(broker.url())) {
            notifier.send(batch("m1"));
            int port = broker.port();
            broker.close();
            broker = ArtemisBroker.startAt(port);
            notifier.send(batch("m2"));
            assertThat(threads.alive()).hasSizeLessThanOrEqualTo(4);
        }
        assertThat(threads.alive()).isEmpty();
        assertThat(ids(broker.take(ArtemisBroker.INFO, 1))).containsExactly("m2");
    }

    @Test
    void absentBroker_isAFailureThatPasses_andLeavesNoThread() throws Exception {
        broker.close();
        ClientThreads threads = ClientThreads.watch();
        try (Notifier notifier = notifier(broker.url())) {
            assertThatThrownBy(() -> notifier.send(batch("m1")))
                    .isInstanceOf(IOException.class)
                    .isNotInstanceOf(Notifier.RefusedException.class)
                    .hasMessageContaining("connect");
            assertThat(threads.alive()).isEmpty();
        }
    }

    @Test
    void passwordInUrl_isDecoded_andSentAsCredentials() throws Exception {
        try (ArtemisBroker secure = ArtemisBroker.startSecure();
                Notifier notifier = notifier(secure.urlWithUser() + "?connectionTTL=20000")) {
            notifier.send(batch("m1"));
            assertThat(ids(secure.take(ArtemisBroker.INFO, 1))).containsExactly("m1");
        }
    }

    @Test
    void wrongPassword_isSaid_withoutThePassword() throws Exception {
        try (ArtemisBroker secure = ArtemisBroker.startSecure();
                Notifier notifier = notifier("tcp://" + ArtemisBroker.USER + ":hunter2@127.0.0.1:" + secure.port())) {
            assertThatThrownBy(() -> notifier.send(batch("m1")))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(ArtemisBroker.USER)
                    .satisfies(e -> {
                        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                            assertThat(cause.toString()).doesNotContain("hunter2");
                        }
                    });
        }
    }

    @Test
    void interruptedSender_stops_andCloses() throws Exception {
        ClientThreads threads = ClientThreads.watch();
        try (Notifier notifier = notifier(broker.url())) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> notifier.send(batch("m1"))).isInstanceOf(InterruptedException.class);
            assertThat(threads.alive()).isEmpty();
            notifier.send(batch("m2"));
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> notifier.send(batch("m3"))).isInstanceOf(InterruptedException.class);
        } finally {
            Thread.interrupted();
        }
        assertThat(threads.alive()).isEmpty();
    }

    @Test
    void contextClassLoaderWithoutArtemis_isNoHindrance() throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (Notifier notifier = notifier(broker.url())) {
            thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());
            notifier.send(batch("m1"));
        } finally {
            thread.setContextClassLoader(before);
        }
        assertThat(ids(broker.take(ArtemisBroker.INFO, 1))).containsExactly("m1");
    }

    @Test
    void brokerInThisJvm_isReachedByVm() throws Exception {
        try (Notifier notifier = notifier(broker.vmUrl())) {
            notifier.send(batch("m1"));
        }
        assertThat(ids(broker.take(ArtemisBroker.INFO, 1))).containsExactly("m1");
        await().untilAsserted(() -> assertThat(broker.connections()).isZero());
    }
}
