package org.osprofiler.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.osprofiler.report.Notifications.BASE_ID;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.osprofiler.report.DiffRow.Kind;
import org.osprofiler.wire.JsonReader;
import org.osprofiler.wire.MalformedJsonException;

class TraceDiffTest {

    private static Notifications query(Notifications trace, String id, long from, long to, String statement) {
        return trace.add("db-start", id, "r", from, Map.of("db", Map.of("statement", statement)))
                .add("db-stop", id, "r", to, Map.of());
    }

    private static Trace before() {
        Notifications trace = new Notifications().span("wsgi", "r", BASE_ID, 0, 1_000);
        query(trace, "1", 10, 20, "SELECT 1");
        query(trace, "2", 30, 40, "SELECT 2");
        query(trace, "3", 100, 400, "DELETE FROM t");
        query(trace, "4", 500, 600, "UPDATE t");
        return trace.span("call", "5", "r", 700, 750).trace();
    }

    private static Trace after() {
        Notifications trace = new Notifications().span("wsgi", "r", BASE_ID, 0, 1_500);
        query(trace, "1", 10, 90, "SELECT 5");
        query(trace, "4", 500, 550, "UPDATE t");
        query(trace, "5", 600, 1_220, "INSERT INTO t");
        return trace.span("call", "6", "r", 1_300, 1_350).trace();
    }

    private static DiffRow row(TraceDiff diff, String path) {
        return diff.rows().stream()
                .filter(row -> row.path().equals(path))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void traces_areComparedByPath_thoseThatChangedMostFirst() {
        TraceDiff diff = TraceDiff.of(before(), after());

        assertThat(diff.aMicros()).isEqualTo(1_000);
        assertThat(diff.bMicros()).isEqualTo(1_500);
        assertThat(diff.rows())
                .extracting(row -> row.kind().text() + " " + row.deltaMicros() + " " + row.path())
                .containsExactly(
                        "new 620 wsgi > db INSERT INTO t",
                        "gone -300 wsgi > db DELETE FROM t",
                        "slower 170 wsgi",
                        "slower 60 wsgi > db SELECT ?",
                        "faster -50 wsgi > db UPDATE t",
                        "same 0 wsgi > call");
        assertThat(row(diff, "wsgi > db SELECT ?"))
                .extracting(DiffRow::aCount, DiffRow::bCount, DiffRow::aMicros, DiffRow::bMicros)
                .containsExactly(2, 1, 20L, 80L);
        assertThat(row(diff, "wsgi").parent()).isNull();
        assertThat(row(diff, "wsgi > call").parent()).isSameAs(row(diff, "wsgi"));
        assertThat(diff.changedMicros()).isEqualTo(1_200);
    }

    @Test
    void unfinishedAndNegativeSpans_takeNoTime_butCount() {
        Trace a = new Notifications()
                .span("r", "1", BASE_ID, 0, 10)
                .span("r", "2", BASE_ID, 20, 5)
                .add("r-start", "3", BASE_ID, 30, Map.of())
                .trace();
        TraceDiff diff = TraceDiff.of(a, Trace.of(List.of()));
        assertThat(diff.aMicros()).isEqualTo(10);
        assertThat(diff.rows())
                .singleElement()
                .extracting(DiffRow::kind, DiffRow::aCount, DiffRow::aMicros, DiffRow::deltaMicros)
                .containsExactly(Kind.GONE, 3, 10L, -10L);
    }

    @Test
    void json_hasBothTracesAndAllRows() throws IOException, MalformedJsonException {
        StringBuilder text = new StringBuilder();
        DiffJson.write(TraceDiff.of(before(), after()), text);
        Map<?, ?> json = (Map<?, ?>) JsonReader.forWire().read(text.toString());
        assertThat(json.get("a")).isEqualTo(Map.of("base_id", BASE_ID, "spans", 6L, "duration_us", 1_000L));
        assertThat((List<?>) json.get("diff"))
                .hasSize(6)
                .first()
                .isEqualTo(Map.of(
                        "kind", "new",
                        "path", "wsgi > db INSERT INTO t",
                        "a_us", 0L,
                        "b_us", 620L,
                        "delta_us", 620L,
                        "a_count", 0L,
                        "b_count", 1L));
    }

    @Test
    void text_isTheTotalsAndWhatChanged() throws IOException {
        StringBuilder text = new StringBuilder();
        DiffText.write(TraceDiff.of(before(), after()), text, Terminal.plain(80));
        assertThat(text.toString()).isEqualTo("""
                        A 8da1d58c-2fca-41e6-a510-3b3f56cf0f48  1.00 ms, 6 spans
                        B 8da1d58c-2fca-41e6-a510-3b3f56cf0f48  1.50 ms, 5 spans
                        B takes 500 µs, 50.0 % more

                         self time    share         A         B   spans          what
                           +620 µs   51.7 %         –    620 µs     0→1  new     db INSERT INTO t < wsgi
                           -300 µs   25.0 %    300 µs         –     1→0  gone    db DELETE FROM t < wsgi
                           +170 µs   14.2 %   1.00 ms   1.50 ms       1  slower  wsgi
                            +60 µs    5.0 %     20 µs     80 µs     2→1  slower  db SELECT ? < wsgi
                            -50 µs    4.2 %    100 µs     50 µs       1  faster  db UPDATE t < wsgi

                        1 path without a difference
                        """);
    }

    @Test
    void text_ofEqualTraces_saysSo() throws IOException {
        StringBuilder text = new StringBuilder();
        DiffText.write(TraceDiff.of(before(), before()), text, Terminal.plain(80));
        assertThat(text).endsWith("B takes as long\n\n5 paths without a difference\n");
    }

    @Test
    void aHundredThousandLevels_areCompared() throws IOException {
        Trace trace = Notifications.chain(100_000).trace();
        TraceDiff diff = TraceDiff.of(
                trace, new Notifications().span("a", "1", BASE_ID, 0, 9).trace());
        StringBuilder text = new StringBuilder();
        DiffText.write(diff, text, Terminal.plain(80));
        assertThat(text.toString().lines())
                .allMatch(line -> line.length() <= 80)
                .hasSizeGreaterThan(100_000);
        Set<DiffRow> leaves = new HashSet<>(diff.rows());
        diff.rows().forEach(row -> leaves.remove(row.parent()));
        DiffRow deepest = leaves.iterator().next();
        assertThat(deepest.path()).startsWith("… > a > a").hasSize(2_000 * 4 + 1);
    }
}
