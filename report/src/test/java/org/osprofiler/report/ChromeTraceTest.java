package org.osprofiler.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.osprofiler.report.Notifications.BASE_ID;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.osprofiler.wire.JsonReader;
import org.osprofiler.wire.MalformedJsonException;

class ChromeTraceTest {

    record Event(String name, String type, long process, long thread, long from, long to, Map<?, ?> args) {
        Object id() {
            return String.valueOf(args.get("trace_id"));
        }
    }

    private static List<Event> events(Trace trace) throws IOException, MalformedJsonException {
        StringBuilder text = new StringBuilder();
        ChromeTrace.write(trace, text);
        List<Event> events = new ArrayList<>();
        Map<?, ?> file = (Map<?, ?>) JsonReader.forWire().read(text.toString());
        for (Object each : (List<?>) file.get("traceEvents")) {
            Map<?, ?> event = (Map<?, ?>) each;
            long from = event.get("ts") instanceof Long ts ? ts : 0;
            long duration = event.get("dur") instanceof Long dur ? dur : 0;
            events.add(new Event(
                    (String) event.get("name"),
                    (String) event.get("ph"),
                    (Long) event.get("pid"),
                    (Long) event.get("tid"),
                    from,
                    from + duration,
                    (Map<?, ?>) event.get("args")));
        }
        return events;
    }

    private static Map<Object, Event> spans(Notifications notifications) throws IOException, MalformedJsonException {
        Map<Object, Event> spans = new HashMap<>();
        for (Event event : events(notifications.trace())) {
            if (event.type.equals("X")) {
                spans.put(event.id(), event);
            }
        }
        return spans;
    }

    @Test
    void finishedSpans_areEvents_othersAreNot() throws Exception {
        Map<Object, Event> spans = spans(new Notifications()
                .add("wsgi-start", "r", BASE_ID, 100, Map.of("request", Map.of("method", "GET", "path", "/v3")))
                .add("wsgi-stop", "r", BASE_ID, 1_000, Map.of("etype", "OSError"))
                .add("u-start", "u", "r", 10, Map.of())
                .add("s-stop", "s", "r", 10, Map.of())
                .span("negative", "n", "r", 50, 40));
        assertThat(spans).containsOnlyKeys("r", "n");
        Event root = spans.get("r");
        assertThat(root).extracting(Event::name, Event::from, Event::to).containsExactly("wsgi GET /v3", 90L, 990L);
        assertThat(root.args.get("info"))
                .isEqualTo(Map.of(
                        "host.name",
                        "h1",
                        "http.method",
                        "GET",
                        "http.path",
                        "/v3",
                        "etype",
                        "OSError",
                        "error",
                        true));
        assertThat(spans.get("n")).extracting(Event::from, Event::to).containsExactly(40L, 40L);
    }

    @Test
    void childStandsOnItsParentsTrack_butNotBesideAnother() throws Exception {
        Map<Object, Event> spans = spans(new Notifications()
                .span("r", "r", BASE_ID, 0, 100)
                .span("a", "a", "r", 10, 60)
                .span("b", "b", "r", 20, 70)
                .span("below b", "c", "b", 30, 40)
                .span("late", "d", "r", 75, 80)
                .span("out", "e", "r", 90, 120));
        assertThat(spans.values()).extracting(Event::process).containsOnly(1L);
        assertThat(spans.get("a").thread).isEqualTo(spans.get("r").thread).isEqualTo(1);
        assertThat(spans.get("b").thread).isEqualTo(spans.get("c").thread).isEqualTo(2);
        assertThat(spans.get("d").thread).isEqualTo(1);
        assertThat(spans.get("e").thread).isEqualTo(2);
    }

    @Test
    void servicesAreProcesses_andBothHaveNames() throws Exception {
        Map<String, @Nullable Object> start = Notifications.payload("b-start", "b", "a", 1, Map.of());
        start.put("service", "volume-manager");
        List<Event> events = events(new Notifications()
                .span("a", "a", BASE_ID, 0, 9)
                .with(start)
                .add("b-stop", "b", "a", 5, Map.of())
                .trace());
        assertThat(events)
                .filteredOn(event -> event.type.equals("M"))
                .extracting(event -> event.process + " " + event.name + " " + event.args.get("name"))
                .containsExactly(
                        "1 process_name volume-api",
                        "1 thread_name track 1",
                        "2 process_name volume-manager",
                        "2 thread_name track 1");
    }

    @Test
    void numbersThatFloatingPointCannotHold_areTexts() throws Exception {
        Map<Object, Event> spans = spans(new Notifications()
                .add("a-start", "a", BASE_ID, 0, Map.of("large", 9_007_199_254_740_993L, "small", 5L))
                .add("a-stop", "a", BASE_ID, 1, Map.of()));
        assertThat(spans.get("a").args.get("info"))
                .isEqualTo(Map.of("large", "9007199254740993", "small", 5L, "host.name", "h1"));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void eventsOfOneThread_nest(long seed) throws Exception {
        Random random = new Random(seed);
        Notifications notifications = new Notifications().span("r", "0", BASE_ID, 0, 300);
        for (int i = 1; i < 400; i++) {
            long from = random.nextInt(320) - 10L;
            notifications.span("a", "" + i, "" + random.nextInt(i), from, from + random.nextInt(60) - 5);
        }
        List<Event> events = new ArrayList<>(spans(notifications).values());
        assertThat(events).hasSize(400);
        events.sort(Comparator.comparingLong(Event::from).thenComparing(Event::to, Comparator.reverseOrder()));
        Map<Long, Deque<Event>> open = new HashMap<>();
        for (Event event : events) {
            Deque<Event> ofThread = open.computeIfAbsent(event.thread, thread -> new ArrayDeque<>());
            while (!ofThread.isEmpty() && ofThread.element().to <= event.from) {
                ofThread.pop();
            }
            assertThat(event.to).isLessThanOrEqualTo(ofThread.isEmpty() ? Long.MAX_VALUE : ofThread.element().to);
            ofThread.push(event);
        }
    }

    @Test
    void aHundredThousandSpansBesideEachOther_arePlaced() throws IOException {
        Notifications notifications = new Notifications().span("r", "r", BASE_ID, 0, 1_000_000);
        for (int i = 0; i < 100_000; i++) {
            notifications.span("a", "" + i, "r", i, 500_000 + i);
        }
        StringBuilder text = new StringBuilder();
        ChromeTrace.write(notifications.trace(), text);
        assertThat(text).contains("\"track 100000\"");
    }
}
