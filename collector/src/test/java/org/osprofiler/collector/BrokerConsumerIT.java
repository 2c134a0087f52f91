package org.osprofiler.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.osprofiler.collector.Broker.bytes;
import static org.osprofiler.collector.Broker.text;

import jakarta.jms.Connection;
import jakarta.jms.MapMessage;
import jakarta.jms.Session;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.osprofiler.store.TraceStore;
import org.osprofiler.store.TraceStores;
import org.osprofiler.wire.Notification;

class BrokerConsumerIT {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private Broker broker;
    private TraceStore store;

    @BeforeEach
    void start() throws Exception {
        broker = Broker.start();
        store = TraceStores.open("jdbc:h2:mem:" + UUID.randomUUID());
    }

    @AfterEach
    void stop() throws Exception {
        store.close();
        broker.close();
    }

    private CollectorOptions.Builder options() {
        return CollectorOptions.builder().listen("127.0.0.1", 0).store(store).brokers(List.of(broker.url()));
    }

    private Collector collect() throws Exception {
        return Collector.start(options().build());
    }

    private List<String> spanIds() {
        return store.notifications("b").stream().map(Notification::spanId).toList();
    }

    private void awaitSpans(String... spanIds) {
        await().atMost(LIMIT).untilAsserted(() -> assertThat(spanIds()).containsExactlyInAnyOrder(spanIds));
    }

    private void awaitEmpty(String queue) {
        await().atMost(LIMIT).until(() -> broker.depth(queue) == 0);
    }

    @Test
    void everyFormOfMessage_isStored() throws Exception {
        broker.send(Broker.INFO, text(OsloMessages.amqp1("before")));
        try (Collector collector = collect()) {
            broker.send(
                    Broker.INFO,
                    text(OsloMessages.amqp1("text")),
                    bytes(OsloMessages.amqp1("bytes")),
                    text(OsloMessages.amqp1v2("v2")),
                    text(OsloMessages.rabbit("bare")));
            broker.send(Broker.ERROR, text(OsloMessages.amqp1("error")));
            awaitSpans("before", "text", "bytes", "v2", "bare", "error");
            awaitEmpty(Broker.INFO);
            Http http = new Http(collector);
            await().atMost(LIMIT)
                    .untilAsserted(() -> assertThat(http.metric("osprofiler_messages_consumed_total"))
                            .isEqualTo(6));
            assertThat(http.events("?q.field=message_id&q.value=m-text")).hasSize(1);
        }
    }

    @Test
    void messagesOfAnySize_areStored() throws Exception {
        String host = "h".repeat(2 << 20);
        String large = OsloMessages.amqp1("large")
                .replace("vol-1", "v")
                .replace("\"host\":\"v\"", "\"host\":\"" + host + "\"");
        try (Collector collector = collect()) {
            broker.send(Broker.INFO, text(large), bytes(large.replace("large", "large-2")));
            awaitSpans("large", "large-2");
            assertThat(store.notifications("b").get(0).info()).containsEntry("host", host);
        }
    }

    @Test
    void poison_isSetAsideAndCountedAndDoesNotComeBack() throws Exception {
        try (Collector collector = collect()) {
            broker.send(
                    Broker.INFO,
                    text(OsloMessages.amqp1("first")),
                    text("no JSON"),
                    text(""),
                    text(OsloMessages.payload("no request, no envelope")),
                    text("{\"request\":{\"payload\":{\"name\":7}}}"),
                    text("[".repeat(100_000)),
                    bytes(new byte[] {'{', (byte) 0xff, '}'}),
                    session -> {
                        MapMessage map = session.createMapMessage();
                        map.setString("request", "none");
                        return map;
                    },
                    session -> session.createObjectMessage("serialized"),
                    session -> session.createTextMessage(null),
                    text(OsloMessages.amqp1("last")));
            awaitSpans("first", "last");
            awaitEmpty(Broker.INFO);
            Http http = new Http(collector);
            await().atMost(LIMIT)
                    .untilAsserted(() -> assertThat(http.metric("osprofiler_notifications_broken_total"))
                            .isEqualTo(9));
            assertThat(http.metric("osprofiler_messages_consumed_total")).isEqualTo(11);
        }
    }

    @Test
    void messageDeliveredTwice_isStoredOnce() throws Exception {
        try (Collector collector = collect()) {
            broker.send(Broker.INFO, text(OsloMessages.amqp1("s")), text(OsloMessages.amqp1("s")));
            broker.send(Broker.INFO, text(OsloMessages.amqp1("s")));
            Http http = new Http(collector);
            await().atMost(LIMIT)
                    .untilAsserted(() -> assertThat(http.metric("osprofiler_notifications_duplicate_total"))
                            .isEqualTo(2));
            assertThat(spanIds()).containsExactly("s");
        }
    }

    @Test
    void brokenConnection_isReplacedAndNothingIsLost() throws Exception {
        try (Collector collector = collect()) {
            for (int round = 0; round < 3; round++) {
                broker.send(Broker.INFO, text(OsloMessages.amqp1("s-" + round)));
                broker.dropConnections();
            }
            awaitSpans("s-0", "s-1", "s-2");
            awaitEmpty(Broker.INFO);
        }
    }

    @Test
    void brokerRestart_isSurvived() throws Exception {
        try (Collector collector = collect()) {
            broker.send(Broker.INFO, text(OsloMessages.amqp1("before")));
            awaitSpans("before");
            int port = broker.port();
            broker.close();
            broker = Broker.startAt(port);
            broker.send(Broker.INFO, text(OsloMessages.amqp1("after")));
            awaitSpans("before", "after");
        }
    }

    @Test
    void brokerThatIsDownAtStart_isFoundLater() throws Exception {
        int port = broker.port();
        broker.close();
        try (Collector collector = collect()) {
            assertThat(new Http(collector).get("/healthz").statusCode()).isEqualTo(200);
            broker = Broker.startAt(port);
            broker.send(Broker.INFO, text(OsloMessages.amqp1("s")));
            awaitSpans("s");
        }
    }

    @Test
    void queueOfSomebodyElse_isRefusedUnlessShared() throws Exception {
        try (ActiveMQConnectionFactory factory = new ActiveMQConnectionFactory(broker.url());
                Connection other = factory.createConnection();
                Session session = other.createSession()) {
            session.createConsumer(session.createQueue(Broker.INFO));
            assertThatThrownBy(this::collect)
                    .isInstanceOf(QueueInUseException.class)
                    .hasMessageContaining(Broker.INFO + " on " + broker.url())
                    .hasMessageContaining("--share-queue");
            try (Collector collector =
                    Collector.start(options().shareQueue(true).build())) {
                assertThat(broker.consumers(Broker.INFO)).isEqualTo(2);
            }
        }
    }

    /** Giving the messages back instead would make the broker throw them away after ten times. */
    @Test
    void storeThatFails_keepsTheMessagesAtTheBroker() throws Exception {
        FaultyStore faulty = new FaultyStore(store);
        try (Collector collector = Collector.start(options().store(faulty).build())) {
            broker.send(Broker.INFO, text(OsloMessages.amqp1("s-1")), text(OsloMessages.amqp1("s-2")));
            await().atMost(LIMIT).until(() -> faulty.refusals.get() >= 4);
            assertThat(broker.delivering(Broker.INFO)).isEqualTo(2);
            assertThat(broker.acknowledged(Broker.INFO)).isZero();
            Http http = new Http(collector);
            assertThat(http.post("[" + OsloMessages.payload("posted") + "]").statusCode())
                    .isEqualTo(503);
            assertThat(http.get("/v2/events").statusCode()).isEqualTo(503);
            faulty.full = false;
            awaitSpans("s-1", "s-2");
            awaitEmpty(Broker.INFO);
        }
    }

    @Test
    void closedCollector_leavesTheRestToTheNext() throws Exception {
        FaultyStore faulty = new FaultyStore(store);
        try (Collector collector = Collector.start(options().store(faulty).build())) {
            broker.send(
                    Broker.INFO,
                    IntStream.range(0, 1500)
                            .mapToObj(n -> text(OsloMessages.amqp1("s-" + n)))
                            .toArray(Broker.Maker[]::new));
            await().atMost(LIMIT).until(() -> faulty.refusals.get() >= 1);
        }
        assertThat(broker.depth(Broker.INFO)).isEqualTo(1500);
        try (Collector collector = collect()) {
            awaitEmpty(Broker.INFO);
            assertThat(spanIds()).hasSize(1500);
        }
    }

    @Test
    void userAndPassword_areTakenFromTheUrlAndShownNowhere() throws Exception {
        try (Broker secure = Broker.startSecure();
                Collector collector = Collector.start(options()
                        .brokers(List.of("tcp://profiler:p%40ss%2Fw%3Ard%25@127.0.0.1:" + secure.port()))
                        .build())) {
            secure.send(Broker.INFO, text(OsloMessages.amqp1("s")));
            awaitSpans("s");
            assertThat(Thread.getAllStackTraces().keySet())
                    .extracting(Thread::getName)
                    .noneMatch(name -> name.contains("p@ss") || name.contains("p%40ss"));
        }
    }

    @Test
    void otherTopicAndExchanges_areConsumed() throws Exception {
        try (Collector collector = Collector.start(
                options().topic("traces").exchanges(List.of("cinder", "nova")).build())) {
            broker.send("openstack.org/om/notify/anycast/cinder/traces.info", text(OsloMessages.amqp1("c")));
            broker.send("openstack.org/om/notify/anycast/nova/traces.error", text(OsloMessages.amqp1("n")));
            awaitSpans("c", "n");
        }
    }

    @Test
    void close_leavesNoConsumerAndNoThread() throws Exception {
        try (Collector collector = collect()) {
            assertThat(broker.consumers(Broker.INFO)).isEqualTo(1);
        }
        await().atMost(LIMIT).until(() -> broker.consumers(Broker.INFO) == 0);
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                        .extracting(Thread::getName)
                        // The global ones are of the test's own sender.
                        .noneMatch(name -> name.startsWith("osprofiler-consumer")
                                || name.contains("ctivemq-client-factory")
                                || name.contains("ctiveMQ-client-factory")));
    }
}
