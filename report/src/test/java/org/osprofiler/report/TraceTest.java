package org.osprofiler.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.osprofiler.report.Notifications.BASE_ID;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.osprofiler.wire.Notification;

class TraceTest {

    @Test
    void trace_ofNothing_isEmpty() {
        Trace trace = Trace.of(List.of());
        assertThat(trace.baseId()).isNull();
        assertThat(trace.roots()).isEmpty();
        assertThat(trace.durationMicros()).isZero();
        assertThat(trace.lastStartedMicros()).isEmpty();
    }

    @Test
    void spans_areNestedByParent_withMicroseconds() {
        Trace trace = new Notifications()
                .span("wsgi", "r", BASE_ID, 0, 149_001)
                .span("db", "d", "r", 10, 1_010)
                .trace();
        assertThat(trace.baseId()).isEqualTo(BASE_ID);
        TraceSpan root = trace.roots().get(0);
        TraceSpan db = root.children().get(0);
        assertThat(root.name()).isEqualTo("wsgi");
        assertThat(root.depth()).isZero();
        assertThat(root.durationMicros()).isEqualTo(149_001);
        assertThat(root.selfMicros()).isEqualTo(148_001);
        assertThat(db.spanId()).isEqualTo("d");
        assertThat(db.parentId()).isEqualTo("r");
        assertThat(db.depth()).isEqualTo(1);
        assertThat(db.durationMicros()).isEqualTo(1_000);
        assertThat(db.service()).isEqualTo("volume-api");
        assertThat(db.project()).isEqualTo("cinder");
        assertThat(db.host()).isEqualTo("h1");
        assertThat(trace.spans()).containsExactly(root, db);
    }

    @Test
    void siblings_areSortedByMicroseconds_equalOnesByReading() {
        Trace trace = new Notifications()
                .span("late", "1", BASE_ID, 30, 40)
                .span("first", "2", BASE_ID, 10, 20)
                .span("second", "3", BASE_ID, 10, 20)
                .trace();
        assertThat(trace.roots()).extracting(TraceSpan::name).containsExactly("first", "second", "late");
    }

    @Test
    void selfTime_countsOverlappingChildrenOnce_andOnlyInsideTheSpan() {
        TraceSpan root = new Notifications()
                .span("r", "r", BASE_ID, 100, 200)
                .span("before", "1", "r", 50, 120)
                .span("inside", "2", "r", 110, 150)
                .span("within", "3", "r", 115, 130)
                .span("after", "4", "r", 190, 400)
                .trace()
                .roots()
                .get(0);
        assertThat(root.selfMicros()).isEqualTo(40);
    }

    @Test
    void missingStop_isNoDuration_andIsTold() {
        TraceSpan span = new Notifications()
                .add("a-start", "1", BASE_ID, 5, Map.of())
                .trace()
                .roots()
                .get(0);
        assertThat(span.hasStart()).isTrue();
        assertThat(span.hasStop()).isFalse();
        assertThat(span.durationMicros()).isZero();
        assertThat(span.selfMicros()).isZero();
    }

    @Test
    void stopBeforeStart_keepsTheTimesAsSent() {
        TraceSpan span = new Notifications()
                .span("a", "1", BASE_ID, 100, 40)
                .trace()
                .roots()
                .get(0);
        assertThat(span.durationMicros()).isEqualTo(-60);
        assertThat(span.selfMicros()).isZero();
    }

    @Test
    void error_isTakenFromTheStop() {
        Trace trace = new Notifications()
                .add("a-start", "1", BASE_ID, 0, Map.of("etype", "not here"))
                .add("a-stop", "1", BASE_ID, 1, Map.of("etype", "ValueError", "message", 5L))
                .span("b", "2", BASE_ID, 2, 3)
                .trace();
        assertThat(trace.roots().get(0).error()).isEqualTo(new SpanError("ValueError", "5"));
        assertThat(trace.roots().get(1).error()).isNull();
    }

    @Test
    void losses_ofAllRoots_areAddedUp() {
        Trace trace = new Notifications()
                .add("wsgi-start", "1", BASE_ID, 0, Map.of())
                .add("wsgi-stop", "1", BASE_ID, 9, Map.of("dropped", Map.of("queue_full", 3L, "max_spans", 2L)))
                .add("wsgi-stop", "2", BASE_ID, 9, Map.of("dropped", Map.of("queue_full", 4L, "odd", "text")))
                .trace();
        assertThat(trace.losses()).isEqualTo(Map.of("max_spans", 2L, "queue_full", 7L));
    }

    @Test
    void losses_beyondAllNumbers_areTheLargest() {
        Trace trace = new Notifications()
                .add("wsgi-stop", "1", BASE_ID, 9, Map.of("dropped", Map.of("a", Long.MAX_VALUE, "b", 1L)))
                .add("wsgi-stop", "2", BASE_ID, 9, Map.of("dropped", Map.of("a", Long.MAX_VALUE)))
                .trace();
        assertThat(trace.losses()).isEqualTo(Map.of("a", Long.MAX_VALUE, "b", 1L));
        assertThat(TraceFacts.of(trace, CriticalPath.of(trace)).dropped()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void cycle_isNotShown_butTold() {
        Trace trace = new Notifications()
                .span("root", "r", BASE_ID, 0, 9)
                .span("a", "a", "b", 1, 2)
                .span("b", "b", "a", 1, 2)
                .span("below", "c", "a", 1, 2)
                .span("own", "o", "o", 1, 2)
                .trace();
        assertThat(trace.roots()).extracting(TraceSpan::name).containsExactly("root");
        assertThat(trace.unreachable()).extracting(TraceSpan::name).containsExactly("a", "b", "below", "own");
        assertThat(trace.spans()).hasSize(5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"project", "service"})
    void notification_withoutAFieldThatPythonNeeds_isLeftOut(String field) {
        Map<String, Object> payload = Notifications.payload("db-stop", "2", "1", 5, Map.of());
        payload.remove(field);
        Trace trace =
                new Notifications().span("a", "1", BASE_ID, 0, 9).with(payload).trace();
        assertThat(trace.spans()).hasSize(1);
        assertThat(trace.leftOut())
                .extracting(LeftOut::message)
                .containsExactly("db-stop of span 2 is left out: " + field + " is missing");
    }

    @Test
    void notification_withAZone_isLeftOut_andNamed() {
        Map<String, Object> payload = Notifications.payload("db-stop", "2", "1", 5, Map.of());
        payload.put("timestamp", "2026-03-14T09:26:53.123456Z\u001b[2J");
        Trace trace = new Notifications().with(payload).trace();
        assertThat(trace.spans()).isEmpty();
        assertThat(trace.baseId()).isEqualTo(BASE_ID);
        assertThat(trace.leftOut().get(0).message())
                .isEqualTo("db-stop of span 2 is left out: timestamp '2026-03-14T09:26:53.123456Z\\u001b[2J'"
                        + " is not UTC as YYYY-MM-DDTHH:MM:SS.ffffff without a zone");
    }

    @Test
    void trace_isImmutable() {
        Trace trace = new Notifications().span("a", "1", BASE_ID, 0, 9).trace();
        assertThat(trace.roots()).isUnmodifiable();
        assertThat(trace.spans()).isUnmodifiable();
        assertThat(trace.roots().get(0).children()).isUnmodifiable();
        assertThat(trace.roots().get(0).notifications()).isUnmodifiable();
    }

    @Test
    void aHundredThousandLevels_inAnyOrder_doNotOverflow() {
        List<Notification> notifications =
                new ArrayList<>(Notifications.chain(100_000).list());
        Collections.shuffle(notifications, new Random(7));
        Trace trace = Trace.of(notifications);
        TraceSpan span = trace.roots().get(0);
        int levels = 1;
        while (!span.children().isEmpty()) {
            span = span.children().get(0);
            levels++;
        }
        assertThat(levels).isEqualTo(100_000);
        assertThat(span.depth()).isEqualTo(99_999);
        assertThat(trace.roots()).hasSize(1);
    }

    @Test
    void aHundredThousandSiblings_areBuiltInOneGo() {
        Notifications flat = new Notifications().span("r", "r", BASE_ID, 0, 1_000_000);
        for (int i = 0; i < 100_000; i++) {
            flat.span("db", "s" + i, "r", 1_000_000 - i, 1_000_000);
        }
        assertThat(flat.trace().roots().get(0).children())
                .hasSize(100_000)
                .isSortedAccordingTo((a, b) -> Long.compare(a.startedMicros(), b.startedMicros()));
    }
}
