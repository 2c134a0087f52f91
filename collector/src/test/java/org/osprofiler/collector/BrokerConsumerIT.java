package org.osprofiler.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.osprofiler.testkit.artemis.ArtemisBroker.bytes;
import static org.osprofiler.testkit.artemis.ArtemisBroker.text;

import jakarta.jms.Connection;
import jakarta.jms.MapMessage;
import jakarta.jms.Session;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.osprofiler.jms.ArtemisUrl;
import org.osprofiler.store.TraceStore;
import org.osprofiler.store.TraceStores;
import org.osprofiler.testkit.artemis.ArtemisBroker;
import org.osprofiler.testkit.artemis.ClientThreads;
import org.osprofiler.wire.Notification;

class BrokerConsumerIT {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private ArtemisBroker broker;
    private TraceStore store;

    @BeforeEach
    void start() throws Exception {
        broker = ArtemisBroker.start();
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
        broker.send(ArtemisBroker.INFO, text(OsloMessages.amqp1("before")));
        try (Collector collector = collect()) {
            broker.send(
                    ArtemisBroker.INFO,
                    text(OsloMessages.amqp1("text")),
                    bytes(OsloMessages.amqp1("bytes")),
                    text(OsloMessages.amqp1v2("v2")),
                    text(OsloMessages.rabbit("bare")));
            broker.send(ArtemisBroker.ERROR, text(OsloMessages.amqp1("error")));
            awaitSpans("before", "text", "bytes", "v2", "bare", "error");
            awaitEmpty(ArtemisBroker.INFO);
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
            broker.send(ArtemisBroker.INFO, text(large), bytes(large.replace("large", "large-2")));
            awaitSpans("large", "large-2");
            assertThat(store.notifications("b").get(0).info()).containsEntry("host", host);
        }
    }

    @Test
    void poison_isSetAsideAndCountedAndDoesNotComeBack() throws Exception {
        try (Collector collector = collect()) {
            broker.send(
                    ArtemisBroker.INFO,
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
            awaitEmpty(ArtemisBroker.INFO);
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
            broker.send(ArtemisBroker.INFO, text(OsloMessages.amqp1("s")), text(OsloMessages.amqp1("s")));
            broker.send(ArtemisBroker.INFO, text(OsloMessages.amqp1("s")));
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
                broker.send(ArtemisBroker.INFO, text(OsloMessages.amqp1("s-" + round)));
                broker.dropConnections();
            }
            awaitSpans("s-0", "s-1", "s-2");
            awaitEmpty(ArtemisBroker.INFO);
        }
    }

    @Test
    void brokerRestart_isSurvived() throws Exception {
        try (Collector collector = collect()) {
            broker.send(ArtemisBroker.INFO, text(OsloMessages.amqp1("before")));
            awaitSpans("before");
            int port = broker.port();
            broker.close();
            broker = ArtemisBroker.startAt(port);
            broker.send(ArtemisBroker.INFO, text(OsloMessages.amqp1("after")));
            awaitSpans("before", "after");
        }
    }

    @Test
    void brokerThatIsDownAtStart_isFoundLater() throws Exception {
        int port = broker.port();
        broker.close();
        try (Collector collector = collect()) {
            assertThat(new Http(collector).get("/healthz").statusCode()).isEqualTo(200);
            broker = ArtemisBroker.startAt(port);
            broker.send(ArtemisBroker.INFO, text(OsloMessages.amqp1("s")));
            awaitSpans("s");
        }
    }

    @Test
    void queueOfSomebodyElse_isRefusedUnlessShared() throws Exception {
        try (ActiveMQConnectionFactory factory = new ActiveMQConnectionFactory(broker.url());
                Connection other = factory.createConnection();
                Session session = other.createSession()) {
            session.createConsumer(session.createQueue(ArtemisBroker.INFO));
            assertThatThrownBy(this::collect)
                    .isInstanceOf(QueueInUseException.class)
                    .hasMessageContaining(ArtemisBroker.INFO + " on " + broker.url())
                    .hasMessageContaining("--share-queue");
            try (Collector collector =
                    Collector.start(options().shareQueue(true).build())) {
                assertThat(broker.queue(ArtemisBroker.INFO).getConsumerCount()).isEqualTo(2);
            }
        }
    }

    @Test
    void queueOfSomebodyElse_isConsumedWhenThatOneHasGone() throws Exception {
        CollectorCounters counters = new CollectorCounters();
        try (StoreWriter writer = new StoreWriter(store, counters);
                BrokerConsumers consumers = new BrokerConsumers(
                        List.of(ArtemisUrl.of(broker.url())), options().build(), writer, counters)) {
            try (ActiveMQConnectionFactory factory = new ActiveMQConnectionFactory(broker.url());
                    Connection other = factory.createConnection();
                    Session session = other.createSession()) {
                session.createConsumer(session.createQueue(ArtemisBroker.INFO));
                consumers.start();
                assertThatThrownBy(consumers::awaitFirstAttempts).isInstanceOf(QueueInUseException.class);
                assertThat(consumers.health()).contains(ArtemisBroker.INFO + ": somebody else consumes the queue");
            }
            broker.send(ArtemisBroker.INFO, text(OsloMessages.amqp1("s")));
            awaitSpans("s");
            assertThat(consumers.health()).contains(ArtemisBroker.INFO + ": consuming");
        }
    }

    @Test
    void messageThatIsTooLarge_isSetAsideUnread() throws Exception {
        byte[] large = new byte[MessageBatch.LARGEST_BODY + 1];
        Arrays.fill(large, (byte) ' ');
        String largeText = " ".repeat(MessageBatch.LARGEST_BODY / 2 + 1);
        try (Collector collector = collect()) {
            broker.send(
                    ArtemisBroker.INFO,
                    text(OsloMessages.amqp1("first")),
                    bytes(large),
                    text(largeText),
                    text(OsloMessages.amqp1("last")));
            awaitSpans("first", "last");
            awaitEmpty(ArtemisBroker.INFO);
            Http http = new Http(collector);
            await().atMost(LIMIT)
                    .untilAsserted(() -> assertThat(http.metric("osprofiler_notifications_broken_total"))
                            .isEqualTo(2));
        }
    }

    /** Of a database's driver, say; or an error in this program. */
    @Test
    void storeThatFailsUnexpectedly_keepsTheMessagesAtTheBrokerToo() throws Exception {
        FaultyStore faulty = new FaultyStore(store);
        faulty.failure = () -> {
            throw new AssertionError("not foreseen");
        };
        try (Collector collector = Collector.start(options().store(faulty).build())) {
            broker.send(ArtemisBroker.INFO, text(OsloMessages.amqp1("s-1")), text(OsloMessages.amqp1("s-2")));
            await().atMost(LIMIT).until(() -> faulty.refusals.get() >= 2);
            faulty.failure = () -> {
                throw new IllegalStateException("nor was this");
            };
            int before = faulty.refusals.get();
            await().atMost(LIMIT).until(() -> faulty.refusals.get() >= before + 2);
            assertThat(broker.queue(ArtemisBroker.INFO).getDeliveringCount()).isEqualTo(2);
            assertThat(broker.queue(ArtemisBroker.INFO).getMessagesAcknowledged())
                    .isZero();
            assertThat(new Http(collector).get("/healthz").body())
                    .contains(ArtemisBroker.INFO + ": the store fails")
                    .contains(ArtemisBroker.ERROR + ": consuming");
            faulty.full = false;
            awaitSpans("s-1", "s-2");
            awaitEmpty(ArtemisBroker.INFO);
        }
    }

    /** Giving the messages back instead would make the broker throw them away after ten times. */
    @Test
    void storeThatFails_keepsTheMessagesAtTheBroker() throws Exception {
        FaultyStore faulty = new FaultyStore(store);
        try (Collector collector = Collector.start(options().store(faulty).build())) {
            broker.send(ArtemisBroker.INFO, text(OsloMessages.amqp1("s-1")), text(OsloMessages.amqp1("s-2")));
            await().atMost(LIMIT).until(() -> faulty.refusals.get() >= 4);
            assertThat(broker.queue(ArtemisBroker.INFO).getDeliveringCount()).isEqualTo(2);
            assertThat(broker.queue(ArtemisBroker.INFO).getMessagesAcknowledged())
                    .isZero();
            Http http = new Http(collector);
            assertThat(http.post("[" + OsloMessages.payload("posted") + "]").statusCode())
                    .isEqualTo(503);
            assertThat(http.get("/v2/events").statusCode()).isEqualTo(503);
            faulty.full = false;
            awaitSpans("s-1", "s-2");
            awaitEmpty(ArtemisBroker.INFO);
        }
    }

    @Test
    void closedCollector_leavesTheRestToTheNext() throws Exception {
        FaultyStore faulty = new FaultyStore(store);
        try (Collector collector = Collector.start(options().store(faulty).build())) {
            broker.send(
                    ArtemisBroker.INFO,
                    IntStream.range(0, 1500)
                            .mapToObj(n -> text(OsloMessages.amqp1("s-" + n)))
                            .toArray(ArtemisBroker.Maker[]::new));
            await().atMost(LIMIT).until(() -> faulty.refusals.get() >= 1);
        }
        assertThat(broker.depth(ArtemisBroker.INFO)).isEqualTo(1500);
        try (Collector collector = collect()) {
            awaitEmpty(ArtemisBroker.INFO);
            assertThat(spanIds()).hasSize(1500);
        }
    }

    @Test
    void userAndPassword_areTakenFromTheUrlAndShownNowhere() throws Exception {
        try (ArtemisBroker secure = ArtemisBroker.startSecure();
                Collector collector = Collector.start(
                        options().brokers(List.of(secure.urlWithUser())).build())) {
            secure.send(ArtemisBroker.INFO, text(OsloMessages.amqp1("s")));
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
        ClientThreads threads = ClientThreads.watch();
        try (Collector collector = collect()) {
            assertThat(broker.queue(ArtemisBroker.INFO).getConsumerCount()).isEqualTo(1);
            assertThat(threads.alive()).isNotEmpty();
        }
        assertThat(threads.alive()).isEmpty();
        await().atMost(LIMIT).until(() -> broker.queue(ArtemisBroker.INFO).getConsumerCount() == 0);
    }

    /** Then the client forgets what it has opened. */
    @Test
    void brokerThatGoesAway_leavesNoThread() throws Exception {
        ClientThreads threads = ClientThreads.watch();
        try (Collector collector = collect()) {
            assertThat(threads.alive()).isNotEmpty();
            broker.close();
            Http http = new Http(collector);
            await().atMost(LIMIT)
                    .untilAsserted(() -> assertThat(http.get("/healthz").body()).doesNotContain("consuming"));
        }
        assertThat(threads.alive()).isEmpty();
    }

    @Test
    void health_saysWhatEachConsumerDoes() throws Exception {
        try (Collector collector = collect()) {
            Http http = new Http(collector);
            assertThat(http.get("/healthz").body())
                    .isEqualTo("ok\n" + ArtemisBroker.INFO + ": consuming\n" + ArtemisBroker.ERROR + ": consuming\n");
            String gauge = "osprofiler_consuming{broker=\"" + broker.url() + "\",queue=\"" + ArtemisBroker.INFO + "\"}";
            assertThat(http.metric(gauge)).isEqualTo(1);
            broker.close();
            await().atMost(LIMIT)
                    .untilAsserted(() -> assertThat(http.metric(gauge)).isZero());
            assertThat(http.get("/healthz").statusCode()).isEqualTo(200);
            assertThat(http.get("/healthz").body()).contains(ArtemisBroker.INFO + ": the broker cannot be reached");
        }
    }
}
