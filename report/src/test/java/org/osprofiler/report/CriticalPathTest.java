package org.osprofiler.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.osprofiler.report.Notifications.BASE_ID;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CriticalPathTest {

    private static Map<String, Long> shares(Trace trace) {
        CriticalPath path = CriticalPath.of(trace);
        Map<String, Long> shares = new LinkedHashMap<>();
        for (TraceSpan span : trace.spans()) {
            if (path.contains(span)) {
                shares.put(span.spanId(), path.micros(span));
            } else {
                assertThat(path.micros(span)).isZero();
            }
        }
        return shares;
    }

    @Test
    void childrenOneAfterTheOther_areAllOnIt() {
        Trace trace = new Notifications()
                .span("r", "r", BASE_ID, 0, 100)
                .span("a", "a", "r", 10, 30)
                .span("b", "b", "r", 40, 90)
                .span("c", "c", "b", 45, 50)
                .trace();
        assertThat(shares(trace)).isEqualTo(Map.of("r", 30L, "a", 20L, "b", 45L, "c", 5L));
    }

    @Test
    void ofChildrenBesideEachOther_theOneThatEndsLastIsOnIt() {
        Trace trace = new Notifications()
                .span("r", "r", BASE_ID, 0, 100)
                .span("early", "a", "r", 10, 85)
                .span("late", "b", "r", 80, 90)
                .trace();
        assertThat(shares(trace)).isEqualTo(Map.of("r", 90L, "b", 10L));
    }

    @Test
    void ofThoseThatEndTogether_theLongerOneIs_orTheFirst() {
        Trace trace = new Notifications()
                .span("r", "r", BASE_ID, 0, 100)
                .span("short", "s", "r", 50, 90)
                .span("long", "l", "r", 40, 90)
                .span("same", "m", "r", 40, 90)
                .trace();
        assertThat(shares(trace)).isEqualTo(Map.of("r", 50L, "l", 50L));
    }

    @Test
    void whatSticksOutOfItsParent_isCut_andSoIsWhatIsBelow() {
        Trace trace = new Notifications()
                .span("r", "r", BASE_ID, 100, 200)
                .span("a", "a", "r", 150, 400)
                .span("b", "b", "a", 160, 170)
                .span("c", "c", "a", 190, 390)
                .span("outside", "o", "a", 300, 310)
                .trace();
        assertThat(shares(trace)).isEqualTo(Map.of("r", 50L, "a", 30L, "b", 10L, "c", 10L));
    }

    @Test
    void coveredSpan_isOnItWithNothing() {
        Trace trace = new Notifications()
                .span("r", "r", BASE_ID, 0, 100)
                .span("a", "a", "r", 0, 100)
                .trace();
        assertThat(shares(trace)).isEqualTo(Map.of("r", 0L, "a", 100L));
    }

    @Test
    void unfinishedAndNegativeSpans_takeNoTime() {
        Trace trace = new Notifications()
                .span("r", "r", BASE_ID, 0, 100)
                .add("u-start", "u", "r", 10, Map.of())
                .span("below", "b", "u", 20, 30)
                .span("negative", "n", "r", 50, 40)
                .trace();
        assertThat(shares(trace)).isEqualTo(Map.of("r", 100L));
    }

    @Test
    void longestRoot_isTaken_theFirstOfEqualOnes() {
        Trace trace = new Notifications()
                .span("short", "s", BASE_ID, 0, 10)
                .span("second", "2", BASE_ID, 60, 90)
                .span("first", "1", BASE_ID, 50, 80)
                .trace();
        assertThat(shares(trace)).isEqualTo(Map.of("1", 30L));
        assertThat(CriticalPath.of(trace).totalMicros()).isEqualTo(30);
    }

    @Test
    void traceWithoutTime_hasNone() {
        CriticalPath path = CriticalPath.of(
                new Notifications().span("negative", "n", BASE_ID, 9, 5).trace());
        assertThat(path.root()).isNull();
        assertThat(path.totalMicros()).isZero();
        assertThat(CriticalPath.of(Trace.of(List.of())).root()).isNull();
    }

    @Test
    void aHundredThousandLevels_areWalked() {
        Trace trace = Notifications.chain(100_000).trace();
        CriticalPath path = CriticalPath.of(trace);
        assertThat(trace.spans()).allMatch(path::contains);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void shares_addUpToTheRootsDuration(long seed) {
        Random random = new Random(seed);
        Notifications notifications = new Notifications().span("r", "0", BASE_ID, 0, 1_000);
        for (int i = 1; i < 500; i++) {
            long from = random.nextInt(1_200) - 100L;
            notifications.span("a", "" + i, "" + random.nextInt(i), from, from + random.nextInt(400) - 20);
        }
        assertThat(shares(notifications.trace()).values().stream()
                        .mapToLong(share -> share)
                        .sum())
                .isEqualTo(1_000);
    }
}
