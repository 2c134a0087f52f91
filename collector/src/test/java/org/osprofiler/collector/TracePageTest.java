package org.osprofiler.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.osprofiler.store.EventQuery;
import org.osprofiler.store.StoredNotification;
import org.osprofiler.store.TraceQuery;
import org.osprofiler.store.TraceStore;
import org.osprofiler.store.TraceSummary;
import org.osprofiler.wire.MalformedNotificationException;
import org.osprofiler.wire.Notification;

class TracePageTest {

    /** A store that has one notification as often as it is asked for. */
    private static final class Endless implements TraceStore {

        private final StoredNotification event;
        private int given;

        Endless(String text) throws MalformedNotificationException {
            event = new StoredNotification(
                    Notification.parse(
                            "{\"name\":\"db-start\",\"base_id\":\"b\",\"trace_id\":\"s\",\"parent_id\":\"b\","
                                    + "\"timestamp\":\"2026-03-14T09:26:53.589793\",\"info\":{\"db\":{\"params\":[\""
                                    + text
                                    + "\"]}}}"),
                    "m",
                    "",
                    "profiler.s",
                    "");
        }

        @Override
        public int store(List<StoredNotification> batch) {
            return 0;
        }

        @Override
        public List<TraceSummary> traces(TraceQuery query) {
            return List.of();
        }

        @Override
        public long count(TraceQuery query) {
            return 0;
        }

        @Override
        public void events(EventQuery query, Consumer<? super StoredNotification> each) {
            for (; given < query.limit(); given++) {
                each.accept(event);
            }
        }

        @Override
        public List<String> eventTypes() {
            return List.of();
        }

        @Override
        public String display() {
            return "endless";
        }

        @Override
        public void close() {}
    }

    @Test
    void traceWithoutEnd_isRefusedBeforeItFillsTheMemory() throws Exception {
        Endless store = new Endless("");
        assertThatThrownBy(() -> new TracePage(store, 4_000_000).page("b"))
                .isInstanceOf(HttpProblem.class)
                .hasMessageContaining("more than 1000 notifications")
                .hasMessageContaining("trace show --html")
                .satisfies(
                        problem -> assertThat(((HttpProblem) problem).status()).isEqualTo(422));
        assertThat(store.given).isEqualTo(1001);
    }

    @Test
    void longTexts_countToo() throws Exception {
        Endless store = new Endless("x".repeat(1_000_000));
        assertThatThrownBy(() -> new TracePage(store, 40_000_000).page("b"))
                .isInstanceOf(HttpProblem.class)
                .hasMessageContaining("more than 19 notifications");
    }
}
