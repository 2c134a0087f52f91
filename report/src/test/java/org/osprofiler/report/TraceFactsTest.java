package org.osprofiler.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.osprofiler.report.Notifications.BASE_ID;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TraceFactsTest {

    private static TraceFacts facts(Notifications notifications) {
        Trace trace = notifications.trace();
        return TraceFacts.of(trace, CriticalPath.of(trace));
    }

    private static void query(Notifications trace, String id, String parent, long from, long to, String statement) {
        trace.add("db-start", id, parent, from, Map.of("db", Map.of("statement", statement)))
                .add("db-stop", id, parent, to, Map.of());
    }

    @Test
    void spans_areCountedByTheirState() {
        TraceFacts facts = facts(new Notifications()
                .span("a", "1", BASE_ID, 0, 9)
                .add("b-start", "2", "1", 1, Map.of())
                .add("c-stop", "3", "1", 2, Map.of("etype", "OSError"))
                .add("d-start", "4", "1", 3, Map.of())
                .add("d-stop", "4", "1", 4, Map.of("etype", "OSError", "dropped", Map.of("spans", 3L, "queue", 2L)))
                .span("e", "5", "nobody", 5, 6));
        assertThat(facts)
                .extracting(
                        TraceFacts::spans,
                        TraceFacts::errors,
                        TraceFacts::unfinished,
                        TraceFacts::orphans,
                        TraceFacts::dropped)
                .containsExactly(5, 1, 2, 1, 5L);
    }

    @Test
    void fiveStatementsOfOneShapeUnderOneParent_areRepeated_fourAreNot() {
        Notifications trace = new Notifications().span("r", "r", BASE_ID, 0, 100);
        for (int i = 0; i < 5; i++) {
            query(trace, "five" + i, "r", i, i + 1, "SELECT " + i);
            query(trace, "other" + i, i < 4 ? "r" : "five0", i, i + 1, "DELETE " + i);
            query(trace, "root" + i, BASE_ID, i, i + 1, "SELECT " + i);
            trace.span("call", "call" + i, "r", i, i + 1);
        }
        assertThat(facts(trace).repeated()).isEqualTo(1);
    }

    @Test
    void places_areTheThreeGroupsWithMostOfTheCriticalPath() {
        Notifications trace = new Notifications().span("r", "r", BASE_ID, 0, 100);
        query(trace, "1", "r", 10, 40, "SELECT 1");
        query(trace, "2", "r", 40, 60, "SELECT 2");
        query(trace, "beside", "r", 45, 50, "SELECT 3");
        trace.span("few", "f", "r", 60, 62).span("more", "m", "r", 62, 70);
        assertThat(facts(trace).places())
                .isEqualTo(List.of(
                        new TraceFacts.Place(new SpanLabel.Alike("db", "SELECT ?", true), 2, 50, 1),
                        new TraceFacts.Place(new SpanLabel.Alike("r", "", false), 1, 40, 0),
                        new TraceFacts.Place(new SpanLabel.Alike("more", "", false), 1, 8, 5)));
    }

    @Test
    void placeWithoutTime_isNone() {
        assertThat(facts(new Notifications().span("r", "r", BASE_ID, 0, 100).span("a", "a", "r", 0, 100))
                        .places())
                .extracting(place -> place.alike().name())
                .containsExactly("a");
    }

    @Test
    void emptyTrace_hasNone() {
        assertThat(facts(new Notifications())).isEqualTo(new TraceFacts(0, 0, 0, 0, 0, 0, List.of()));
    }
}
