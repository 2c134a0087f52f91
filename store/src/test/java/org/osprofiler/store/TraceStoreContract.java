package org.osprofiler.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
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
                .extracting(TraceSummary::baseId, TraceSummary::notifications)
                .containsExactly(tuple("a", 2L), tuple("c", 1L));
    }

    @Test
    void tracesOfOneBatch_areListedByTheirLastArrival() {
        store.store(
                List.of(Samples.start("m", 1), Samples.start("z", 1), Samples.start("a", 1), Samples.start("m", 2)));
        assertThat(baseIds(new TraceQuery(false, 9))).containsExactly("m", "a", "z");
    }

    @Test
    void traceInList_hasItsEarliestTimestamp() {
        Notification late = Samples.notification("b", "s", "db-stop", "{}");
        Notification early = Samples.parse(late.toJson().replace("2026-03-14", "2026-03-13"));
        store.store(List.of(Samples.stored(late, "m-1"), Samples.stored(early, "m-2")));
        store.store(List.of(Samples.stored(Samples.notification("b", "s", "db-start", "{}"), "m-3")));
        assertThat(store.traces(new TraceQuery(false, 10)))
                .extracting(TraceSummary::timestamp, TraceSummary::notifications)
                .containsExactly(tuple("2026-03-13T09:26:53.589793", 3L));
    }

    private static StoredNotification point(
            String baseId, String spanId, String parentId, String name, String time, String infoJson, String service) {
        return Samples.stored(
                Samples.parse("""
                        {"name":"%s","base_id":"%s","trace_id":"%s","parent_id":"%s","timestamp":"2026-03-14T09:26:%s",
                        "info":%s,"project":"of-%s","service":"%s"}""".formatted(name, baseId, spanId, parentId, time, infoJson, service, service)),
                baseId + "/" + spanId + "/" + name);
    }

    /** A request to one service, which asks another one; it takes 2 s. */
    static List<StoredNotification> request(String baseId) {
        String request = "{\"request\":{\"method\":\"POST\",\"path\":\"/v3/Volumes\"}}";
        return List.of(
                point(baseId, "r", baseId, "wsgi-start", "53.500000", request, "volume-api"),
                point(baseId, "c", "r", "rpc-start", "53.400000", "{\"function\":{\"name\":\"create\"}}", "manager"),
                point(baseId, "c", "r", "rpc-stop", "54.000000", "{}", "manager"),
                point(baseId, "r", baseId, "wsgi-stop", "55.400000", "{}", "volume-api"),
                point(baseId, "later", baseId, "show-start", "53.600000", "{}", "z"));
    }

    static TraceSummary summaryOfRequest(String baseId) {
        return new TraceSummary(
                baseId,
                "2026-03-14T09:26:53.400000",
                5,
                false,
                OptionalLong.of(2_000_000),
                "wsgi",
                "POST /v3/Volumes",
                List.of("volume-api", "manager", "z"));
    }

    @Test
    void traceInList_isTheSameInWhateverOrderItArrives() {
        for (int shift = 0; shift < 5; shift++) {
            List<StoredNotification> oneByOne = new ArrayList<>(request("b" + shift));
            Collections.rotate(oneByOne, shift);
            oneByOne.forEach(each -> store.store(List.of(each)));
            List<StoredNotification> atOnce = new ArrayList<>(request("c" + shift));
            Collections.rotate(atOnce, shift);
            store.store(atOnce);
            assertThat(store.traces(new TraceQuery(false, 2)))
                    .containsExactly(summaryOfRequest("c" + shift), summaryOfRequest("b" + shift));
        }
    }

    @Test
    void traceInList_isWholeWhenManyStoreIt() {
        List<CompletableFuture<Integer>> stored = request("b").stream()
                .map(each -> CompletableFuture.supplyAsync(
                        () -> store.store(List.of(each)), task -> new Thread(task).start()))
                .toList();
        assertThat(stored).extracting(CompletableFuture::join).containsOnly(1);
        assertThat(store.traces(new TraceQuery(false, 2))).containsExactly(summaryOfRequest("b"));
    }

    @Test
    void traceWithoutRoot_isToldByItsEarliestSpan() {
        store.store(List.of(
                point("b", "s", "lost", "db-stop", "53.100000", "{}", ""),
                point("b", "t", "lost", "rpc-start", "53.200000", "{\"function\":{\"name\":\"f\"}}", ""),
                point("b", "u", "lost", "rpc-start", "53.200001", "{\"function\":{\"name\":\"g\"}}", "")));
        assertThat(store.traces(new TraceQuery(false, 2)))
                .extracting(TraceSummary::name, TraceSummary::label, TraceSummary::services)
                .containsExactly(tuple("rpc", "f", List.of()));
    }

    @Test
    void traceOfTimesThatCannotBeRead_hasNoDuration_andIsTheFastest() {
        store.store(List.of(Samples.stored(
                Samples.parse(
                        "{\"name\":\"n\",\"base_id\":\"odd\",\"trace_id\":\"s\",\"parent_id\":\"odd\",\"timestamp\":\"t\","
                                + "\"info\":{}}"),
                "m")));
        store.store(List.of(Samples.start("b", 1)));
        assertThat(store.traces(query("", TraceQuery.Order.SLOWEST, 9, 0)))
                .extracting(TraceSummary::baseId, TraceSummary::durationMicros)
                .containsExactly(tuple("b", OptionalLong.of(0)), tuple("odd", OptionalLong.empty()));
    }

    @Test
    void longTextsOfATrace_areCut_andManyServicesAreNotAllKept() {
        String label = "x".repeat(299) + "\\ud83d\\ude00";
        store.store(List.of(
                point("b", "r", "b", "f-start", "53.5", "{\"function\":{\"name\":\"" + label + "\"}}", "z-root")));
        store.store(IntStream.range(0, 40)
                .mapToObj(n -> point("b", "s" + n, "r", "f-start", "53.6", "{}", "s-" + (n + 10)))
                .toList());
        TraceSummary summary = store.traces(new TraceQuery(false, 1)).get(0);
        assertThat(summary.label()).isEqualTo("x".repeat(299));
        assertThat(summary.services()).hasSize(17).startsWith("z-root", "s-10").endsWith("s-25");
    }

    private static TraceQuery query(String text, TraceQuery.Order order, int limit, long offset) {
        return new TraceQuery(false, text, order, limit, offset);
    }

    /** Durations in microseconds: 0, 1, … 9, then again; each tenth trace failed. */
    private void storeManyTraces(int count) {
        List<StoredNotification> batch = new ArrayList<>();
        for (int n = 0; n < count; n++) {
            String baseId = "trace-" + n;
            batch.add(point(baseId, "r", baseId, "f-start", "53.000000", "{}", "s"));
            batch.add(point(
                    baseId, "r", baseId, "f-stop", "53.00000" + n % 10, n % 10 == 4 ? "{\"etype\":\"E\"}" : "{}", "s"));
            store.store(batch);
            batch.clear();
        }
    }

    private List<String> baseIds(TraceQuery query) {
        return store.traces(query).stream().map(TraceSummary::baseId).toList();
    }

    @Test
    void slowestTraces_comeFirst_ofEqualOnesTheNewest() {
        storeManyTraces(100);
        assertThat(baseIds(query("", TraceQuery.Order.SLOWEST, 12, 0)))
                .containsExactly(
                        "trace-99",
                        "trace-89",
                        "trace-79",
                        "trace-69",
                        "trace-59",
                        "trace-49",
                        "trace-39",
                        "trace-29",
                        "trace-19",
                        "trace-9",
                        "trace-98",
                        "trace-88");
        assertThat(baseIds(new TraceQuery(true, "", TraceQuery.Order.SLOWEST, 2, 0)))
                .containsExactly("trace-94", "trace-84");
        assertThat(baseIds(new TraceQuery(true, "", TraceQuery.Order.NEWEST, 2, 1)))
                .containsExactly("trace-84", "trace-74");
    }

    @ParameterizedTest
    @EnumSource(TraceQuery.Order.class)
    void pages_haveEachTraceOnce(TraceQuery.Order order) {
        storeManyTraces(100);
        List<String> found = new ArrayList<>();
        for (int offset = 0; offset < 120; offset += 30) {
            found.addAll(baseIds(query("", order, 30, offset)));
        }
        assertThat(found).hasSize(100).doesNotHaveDuplicates();
        assertThat(found).isEqualTo(baseIds(query("", order, 200, 0)));
        assertThat(store.count(query("", order, 30, 90))).isEqualTo(100);
        assertThat(store.count(new TraceQuery(true, 1))).isEqualTo(10);
    }

    @Test
    void text_isFoundInWhatTheListTells() {
        store.store(request("The-Id"));
        storeManyTraces(3);
        for (String text : List.of("the-id", "ID", "MANAGER", "of-manager", "volume-", "WSGI", "post /v3/vol")) {
            assertThat(baseIds(query(text, TraceQuery.Order.NEWEST, 9, 0)))
                    .as(text)
                    .containsExactly("The-Id");
            assertThat(store.count(query(text, TraceQuery.Order.NEWEST, 9, 0)))
                    .as(text)
                    .isEqualTo(1);
        }
        for (String text : List.of("%", "_", "create", "'", "\\", "post  /v3")) {
            assertThat(store.count(query(text, TraceQuery.Order.SLOWEST, 9, 0)))
                    .as(text)
                    .isZero();
        }
        assertThat(store.count(query("s", TraceQuery.Order.NEWEST, 9, 0))).isEqualTo(4);
        assertThat(store.count(new TraceQuery(true, "s", TraceQuery.Order.NEWEST, 9, 0)))
                .isZero();
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
        assertThatThrownBy(() -> query("", TraceQuery.Order.NEWEST, 1, -1)).hasMessage("offset -1: must be 0 or more");
        assertThatThrownBy(() -> query("x".repeat(201), TraceQuery.Order.NEWEST, 1, 0))
                .hasMessage("text has 201 characters, at most 200 can be looked for");
        assertThatThrownBy(() -> TraceQuery.Order.of("x")).hasMessage("'x' is no order; allowed are newest, slowest");
    }

    @Test
    void close_mayBeRepeated() {
        store.close();
        store.close();
        assertThatThrownBy(() -> store.notifications("b")).isInstanceOf(StoreException.class);
    }
}
