package org.osprofiler.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.osprofiler.store.EventQuery.Condition;
import org.osprofiler.wire.Notification;

/** What every store that keeps notifications has to do; a driver's test says how to open an empty one. */
abstract class TraceStoreContract {

    private TraceStore store;

    abstract TraceStore openEmpty();

    @BeforeEach
    void openStore() {
        store = openEmpty();
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    @Test
    void notifications_comeBackInOrderOfArrival() {
        List<StoredNotification> batch =
                IntStream.of(3, 1, 2).mapToObj(n -> Samples.start("b", n)).toList();
        assertThat(store.store(batch)).isEqualTo(3);
        store.store(List.of(Samples.start("b", 0), Samples.start("other", 9)));
        assertThat(store.notifications("b"))
                .extracting(Notification::spanId)
                .containsExactly("span-3", "span-1", "span-2", "span-0");
    }

    @Test
    void unknownTrace_isEmpty() {
        assertThat(store.notifications("none")).isEmpty();
        assertThat(store.traces(new TraceQuery(false, 10))).isEmpty();
    }

    @Test
    void sameMessage_isStoredOnce() {
        assertThat(store.store(List.of(Samples.start("b", 1), Samples.start("b", 2))))
                .isEqualTo(2);
        assertThat(store.store(List.of(Samples.start("b", 2), Samples.start("b", 3), Samples.start("b", 3))))
                .isEqualTo(1);
        assertThat(store.notifications("b")).hasSize(3);
    }

    @Test
    void sameNotificationUnderAnotherMessageId_isStoredOnce() {
        Notification notification = Samples.notification("b", "s", "db-start", "{\"host\":\"h\"}");
        assertThat(store.store(List.of(Samples.stored(notification, "m-1")))).isEqualTo(1);
        assertThat(store.store(List.of(Samples.stored(notification, "m-2")))).isZero();
    }

    @Test
    void startAndStopAtOneTime_areTwo() {
        store.store(List.of(
                Samples.stored(Samples.notification("b", "s", "db-start", "{}"), "m-1"),
                Samples.stored(Samples.notification("b", "s", "db-stop", "{}"), "m-2")));
        assertThat(store.notifications("b")).extracting(Notification::name).containsExactly("db-start", "db-stop");
    }

    @Test
    void sameBatchFromManyThreads_isStoredOnce() {
        List<StoredNotification> batch =
                IntStream.range(0, 200).mapToObj(n -> Samples.start("b", n)).toList();
        List<CompletableFuture<Integer>> stored = IntStream.range(0, 4)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> store.store(batch)))
                .toList();
        assertThat(stored.stream().mapToInt(CompletableFuture::join).sum()).isEqualTo(200);
        assertThat(store.notifications("b")).hasSize(200);
        assertThat(store.traces(new TraceQuery(false, 1)))
                .extracting(TraceSummary::notifications)
                .containsExactly(200L);
    }

    @Test
    void payload_comesBackWhole() {
        String info = "{\"host\":\"h\",\"nul\":\"a\\u0000b\",\"lone\":\"\\ud800 \\udc00\",\"emoji\":\"\\ud83d\\ude00\","
                + "\"deep\":[[{\"x\":[1,2.5,true,null]}]],\"big\":123456789012345678901234567890}";
        Notification sent = Samples.parse(
                "{\"name\":\"n\\u0000\\ud800-start\",\"base_id\":\"b\",\"trace_id\":\"s\",\"parent_id\":\"b\",\"timestamp\":\"t\","
                        + "\"info\":" + info + ",\"project\":null,\"service\":\"\\udfff\",\"unknown\":{\"kept\":1}}");
        store.store(List.of(Samples.stored(sent, "m")));
        assertThat(store.notifications("b")).containsExactly(sent);
    }

    @Test
    void payloadOfTwoMebibytes_comesBackWhole() {
        Notification sent = Samples.notification("b", "s", "db-start", "{\"long\":\"" + "x".repeat(2 << 20) + "\"}");
        store.store(List.of(Samples.stored(sent, "m")));
        assertThat(store.notifications("b")).containsExactly(sent);
    }

    @Test
    void tooLongName_isRefusedByNameAndNothingElseIsLost() {
        Notification notification = Samples.notification("b", "s", "n".repeat(1025), "{}");
        assertThatThrownBy(() -> Samples.stored(notification, "m"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("name has 1025 characters, at most 1024 are stored");
        store.store(List.of(Samples.stored(Samples.notification("b", "s", "n".repeat(1024), "{}"), "m")));
        assertThat(store.notifications("b")).hasSize(1);
    }

    @Test
    void traces_areListedNewestFirst() {
        store.store(List.of(Samples.start("a", 1), Samples.start("b", 1)));
        store.store(List.of(Samples.start("c", 1)));
        store.store(List.of(Samples.start("b", 1), Samples.start("a", 2)));
        assertThat(store.traces(new TraceQuery(false, 2)))
                .containsExactly(
                        new TraceSummary("a", "2026-03-14T09:26:53.589793", 2, false),
                        new TraceSummary("c", "2026-03-14T09:26:53.589793", 1, false));
    }

    @Test
    void traceInList_hasItsEarliestTimestamp() {
        Notification late = Samples.notification("b", "s", "db-stop", "{}");
        Notification early = Samples.parse(late.toJson().replace("2026-03-14", "2026-03-13"));
        store.store(List.of(Samples.stored(late, "m-1"), Samples.stored(early, "m-2")));
        store.store(List.of(Samples.stored(Samples.notification("b", "s", "db-start", "{}"), "m-3")));
        assertThat(store.traces(new TraceQuery(false, 10)))
                .containsExactly(new TraceSummary("b", "2026-03-13T09:26:53.589793", 3, false));
    }

    @Test
    void errorTraces_areThoseWithAnEtype() {
        store.store(List.of(
                Samples.stored(Samples.notification("null", "s", "db-stop", "{\"etype\":null}"), "m-1"),
                Samples.stored(Samples.notification("empty", "s", "db-stop", "{\"etype\":\"\"}"), "m-2"),
                Samples.stored(Samples.notification("full", "s", "db-stop", "{\"etype\":\"ValueError\"}"), "m-3")));
        assertThat(store.traces(new TraceQuery(true, 10)))
                .extracting(TraceSummary::baseId)
                .containsExactlyInAnyOrder("full", "empty");
        assertThat(store.traces(new TraceQuery(false, 10))).hasSize(3);
    }

    @Test
    void events_meetEveryCondition() {
        store.store(List.of(
                Samples.stored(Samples.notification("b", "s", "db-start", "{\"host\":\"one\"}"), "m-1"),
                Samples.stored(Samples.notification("b", "s", "db-stop", "{\"host\":\"two\"}"), "m-2"),
                Samples.stored(Samples.notification("c", "s", "db-stop", "{\"host\":\"two\"}"), "m-3")));
        assertThat(messageIds(new Condition(EventField.HOST, Comparison.EQ, "two")))
                .containsExactly("m-2", "m-3");
        assertThat(messageIds(
                        new Condition(EventField.HOST, Comparison.EQ, "two"),
                        new Condition(EventField.BASE_ID, Comparison.NE, "c")))
                .containsExactly("m-2");
        assertThat(messageIds(new Condition(EventField.TIMESTAMP, Comparison.LT, "2026-03-14T09:26:53.589793")))
                .isEmpty();
        assertThat(messageIds(new Condition(EventField.TIMESTAMP, Comparison.GE, "2026-03-14T09:26:53.589793")))
                .hasSize(3);
        assertThat(messageIds(new Condition(EventField.BASE_ID, Comparison.EQ, "b' OR '1'='1")))
                .isEmpty();
    }

    @Test
    void events_areFoundByTraitsToo() {
        String request = "{\"request\":{\"path\":\"/v3/%s\",\"method\":\"GET\"}}";
        store.store(List.of(
                Samples.stored(Samples.notification("b", "s", "wsgi-start", request.formatted("one")), "m-1"),
                Samples.stored(Samples.notification("b", "s", "wsgi-stop", "{}"), "m-2"),
                Samples.stored(Samples.notification("c", "s", "wsgi-start", request.formatted("two")), "m-3")));
        assertThat(messageIds(new Condition(EventField.PATH, Comparison.EQ, "/v3/one")))
                .containsExactly("m-1");
        assertThat(messageIds(new Condition(EventField.PATH, Comparison.NE, "/v3/one")))
                .containsExactly("m-3");
        assertThat(messageIds(new Condition(EventField.METHOD, Comparison.GE, "GET")))
                .containsExactly("m-1", "m-3");
        assertThat(messageIds(
                        new Condition(EventField.METHOD, Comparison.EQ, "GET"),
                        new Condition(EventField.BASE_ID, Comparison.EQ, "c")))
                .containsExactly("m-3");
        List<String> first = new ArrayList<>();
        store.events(
                new EventQuery(List.of(new Condition(EventField.METHOD, Comparison.LE, "GET")), 1),
                event -> first.add(event.messageId()));
        assertThat(first).containsExactly("m-1");
    }

    @Test
    void longTrace_comesBackWholeAndInOrder() {
        List<StoredNotification> batch =
                IntStream.range(0, 1_777).mapToObj(n -> Samples.start("b", n)).toList();
        store.store(batch);
        List<StoredNotification> found = new ArrayList<>();
        store.events(EventQuery.trace("b"), found::add);
        assertThat(found).isEqualTo(batch);
        found.clear();
        store.events(EventQuery.trace("b", 1_001), found::add);
        assertThat(found).isEqualTo(batch.subList(0, 1_001));
    }

    /** Each page ends when it is large, so a few long payloads do not fill the memory. */
    @Test
    void largePayloads_comeBackInOrder() {
        List<StoredNotification> batch = IntStream.range(0, 7)
                .mapToObj(n -> Samples.stored(
                        Samples.notification("b", "s-" + n, "db-start", "{\"long\":\"" + "x".repeat(3 << 20) + "\"}"),
                        "m-" + n))
                .toList();
        store.store(batch);
        assertThat(messageIds(new Condition(EventField.BASE_ID, Comparison.EQ, "b")))
                .containsExactly("m-0", "m-1", "m-2", "m-3", "m-4", "m-5", "m-6");
    }

    /** Whoever is given the events may be a client that reads slowly. */
    @Test
    void manySlowReaders_keepNobodyFromStoringAndReading() throws InterruptedException {
        int readers = 20;
        store.store(IntStream.range(0, 10).mapToObj(n -> Samples.start("b", n)).toList());
        CountDownLatch reading = new CountDownLatch(readers);
        CountDownLatch goOn = new CountDownLatch(1);
        List<CompletableFuture<Integer>> counts = IntStream.range(0, readers)
                .mapToObj(n -> CompletableFuture.supplyAsync(
                        () -> {
                            AtomicInteger count = new AtomicInteger();
                            store.events(EventQuery.trace("b"), event -> {
                                if (count.getAndIncrement() == 0) {
                                    reading.countDown();
                                    awaitUninterruptibly(goOn);
                                }
                            });
                            return count.get();
                        },
                        task -> new Thread(task).start()))
                .toList();
        assertThat(reading.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(store.store(List.of(Samples.start("other", 1)))).isEqualTo(1);
        assertThat(store.notifications("other")).hasSize(1);
        goOn.countDown();
        assertThat(counts).extracting(CompletableFuture::join).containsOnly(10);
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void failureOfTheReader_isItsOwn_andItIsGivenNothingTwice() {
        store.store(List.of(Samples.start("b", 1), Samples.start("b", 2)));
        List<String> given = new ArrayList<>();
        assertThatThrownBy(() -> store.events(EventQuery.trace("b"), event -> {
                    given.add(event.messageId());
                    throw new IllegalArgumentException("of the reader");
                }))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("of the reader");
        assertThat(given).containsExactly("b/m-1");
    }

    @Test
    void eventTypes_areListedOnce() {
        assertThat(store.eventTypes()).isEmpty();
        store.store(List.of(Samples.start("b", 1), Samples.start("b", 2)));
        assertThat(store.eventTypes()).containsExactly("profiler.volume-api");
    }

    private List<String> messageIds(Condition... where) {
        List<String> found = new ArrayList<>();
        store.events(new EventQuery(List.of(where), 100), event -> found.add(event.messageId()));
        return found;
    }

    @Test
    void events_carryTheirDelivery() {
        StoredNotification sent = Samples.start("b", 1);
        store.store(List.of(sent));
        List<StoredNotification> found = new ArrayList<>();
        store.events(EventQuery.trace("b"), found::add);
        assertThat(found).containsExactly(sent);
    }

    @Test
    void limit_cutsAndIsChecked() {
        store.store(IntStream.range(0, 5).mapToObj(n -> Samples.start("b", n)).toList());
        List<StoredNotification> found = new ArrayList<>();
        store.events(new EventQuery(List.of(), 2), found::add);
        assertThat(found).extracting(StoredNotification::messageId).containsExactly("b/m-0", "b/m-1");
        assertThatThrownBy(() -> new EventQuery(List.of(), 0)).hasMessage("limit 0: must be from 1 to 1000000");
        assertThatThrownBy(() -> new EventQuery(List.of(), EventQuery.MAX_LIMIT + 1))
                .hasMessage("limit 1000001: must be from 1 to 1000000");
        assertThatThrownBy(() -> new TraceQuery(true, -1)).hasMessage("limit -1: must be 1 or more");
    }

    @Test
    void close_mayBeRepeated() {
        store.close();
        store.close();
        assertThatThrownBy(() -> store.notifications("b")).isInstanceOf(StoreException.class);
    }
}
