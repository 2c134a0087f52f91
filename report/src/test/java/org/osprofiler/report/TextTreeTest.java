package org.osprofiler.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.osprofiler.report.Notifications.BASE_ID;

import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TextTreeTest {

    private static String text(Trace trace, int width) throws IOException {
        StringBuilder text = new StringBuilder();
        TextTree.write(trace, text, Terminal.plain(width));
        return text.toString();
    }

    private static Notifications request() {
        return new Notifications()
                .add(
                        "wsgi-start",
                        "r",
                        BASE_ID,
                        0,
                        Map.of("request", Map.of("method", "POST", "path", "/v3/volumes", "query", "")))
                .add("wsgi-stop", "r", BASE_ID, 149_000, Map.of("response", Map.of("status", 202L)));
    }

    @Test
    void trace_isItsFactsAndATree() throws IOException {
        Map<String, @Nullable Object> driver = Notifications.payload("driver-attach-start", "m", "r", 20_000, Map.of());
        driver.put("service", "cinder-volume");
        Trace trace = request()
                .add("db-start", "d", "r", 1_000, Map.of("db", Map.of("statement", "SELECT 1\n  FROM t")))
                .add("db-stop", "d", "r", 4_250, Map.of())
                .with(driver)
                .add("driver-attach-stop", "m", "r", 120_000, Map.of("etype", "OSError", "message", "no space"))
                .add("db-start", "u", "m", 119_000, Map.of("db", Map.of("statement", "UPDATE t")))
                .trace();
        assertThat(text(trace, 100)).isEqualTo("""
                        Trace 8da1d58c-2fca-41e6-a510-3b3f56cf0f48
                        Started 2026-03-14 09:26:53.000000 UTC
                        Took 149 ms: 4 spans, 1 error, 1 unfinished

                        Critical path: 149 ms, 100.0 % of the whole; most of it in
                           100 ms   67.1 %  driver-attach
                          45.8 ms   30.7 %  wsgi  POST /v3/volumes
                          3.25 ms    2.2 %  db  SELECT ? FROM t

                            total      self    share   span   (* critical path)
                           149 ms   45.8 ms  100.0 % * wsgi  volume-api  POST /v3/volumes → 202
                          3.25 ms   3.25 ms    2.2 % * ├ db  SELECT 1 FROM t
                           100 ms    100 ms   67.1 % * └ driver-attach  cinder-volume  ✗ OSError: no space
                                ?                        └ db  volume-api  (unfinished)  UPDATE t
                        """);
    }

    @Test
    void fiveAlikeSiblings_areOneLine_fourAreNot() throws IOException {
        Notifications notifications = request();
        for (int i = 0; i < 12; i++) {
            notifications
                    .add("db-start", "n" + i, "r", i * 1_000L, Map.of("db", Map.of("statement", "SELECT " + i)))
                    .add("db-stop", "n" + i, "r", i * 1_000L + 100 + i, Map.of());
        }
        notifications.span("a", "1", "r", 50_000, 51_000).span("b", "2", "r", 52_000, 53_000);
        notifications.span("a", "3", "r", 54_000, 54_000).span("a", "4", "r", 55_000, 55_000);
        notifications.span("a", "5", "r", 56_000, 56_000);
        assertThat(text(notifications.trace(), 100))
                .contains("1 repeated query\n")
                .contains("  1.27 ms    0.8 %  db ×12  SELECT ?\n")
                .endsWith("""
                          1.27 ms   1.27 ms    0.8 % * ├ db ×12  (longest 111 µs)  SELECT ?
                          1.00 ms   1.00 ms    0.7 % * ├ a
                          1.00 ms   1.00 ms    0.7 % * ├ b
                             0 µs      0 µs    0.0 %   ├ a
                             0 µs      0 µs    0.0 %   ├ a
                             0 µs      0 µs    0.0 %   └ a
                        """);
    }

    @Test
    void alikeSiblings_tellTheirErrors_andShowWhatIsBelowTheLongest() throws IOException {
        Notifications notifications = request();
        for (int i = 0; i < 5; i++) {
            notifications
                    .add("call-start", "c" + i, "r", i * 10L, Map.of())
                    .add("call-stop", "c" + i, "r", i * 10L + (i == 3 ? 9 : 5), Map.of("etype", "OSError"))
                    .add("db-start", "d" + i, "c" + i, i * 10L, Map.of("db", Map.of("statement", "DELETE " + i)))
                    .add("db-stop", "d" + i, "c" + i, i * 10L, i == 0 ? Map.of("etype", "OSError") : Map.of());
        }
        notifications.add("call-start", "c5", "r", 50, Map.of());
        assertThat(text(notifications.trace(), 100)).endsWith("""
                            29 µs     29 µs    0.0 % * └ call ×6  (longest 9 µs, shown below, 1 unfinished)  ✗ 6 errors
                             0 µs      0 µs    0.0 %     └ db  DELETE 3
                        """);
    }

    @Test
    void queryThatDoesNotFit_losesItsColumns() throws IOException {
        Trace trace = new Notifications()
                .add(
                        "db-start",
                        "r",
                        BASE_ID,
                        0,
                        Map.of("db", Map.of("statement", "SELECT " + "x, ".repeat(30) + "y FROM t")))
                .trace();
        assertThat(text(trace, 80)).endsWith("db  volume-api  (unfinished)  SELECT … FROM t\n");
        assertThat(text(trace, 200)).endsWith(" x, y FROM t\n");
    }

    @Test
    void colours_areOnlyOnATerminal_andTakeNoRoom() throws IOException {
        Trace trace = request()
                .add("db-start", "d", "r", 5, Map.of("db", Map.of("statement", "SELECT " + "x, ".repeat(500))))
                .add("db-stop", "d", "r", 9, Map.of("etype", "OSError"))
                .trace();
        StringBuilder coloured = new StringBuilder();
        TextTree.write(trace, coloured, new Terminal(72, true));
        assertThat(coloured.toString()).contains("\u001b[31m✗ OSError\u001b[0m");
        assertThat(coloured.toString().replaceAll("\u001b\\[\\d+m", "")).isEqualTo(text(trace, 72));
    }

    @Test
    void wideCharacters_takeTwoColumns() throws IOException {
        Trace trace = new Notifications()
                .add("db-start", "r", BASE_ID, 0, Map.of("db", Map.of("statement", "漢".repeat(100))))
                .trace();
        assertThat(text(trace, 80).lines().filter(line -> line.contains("漢")))
                .singleElement()
                .satisfies(line -> assertThat(line.length()
                                + line.chars().filter(c -> c == '漢').count())
                        .isBetween(79L, 80L));
    }

    @Test
    void lines_keepToTheWidth() throws IOException {
        Trace trace = new Notifications()
                .add("db-start", "r", BASE_ID, 0, Map.of("db", Map.of("statement", "SELECT " + "x, ".repeat(500))))
                .trace();
        assertThat(text(trace, 72).lines())
                .allMatch(line -> line.length() <= 72)
                .anyMatch(line -> line.endsWith("…"));
        assertThat(text(trace, 0).lines()).allMatch(line -> line.length() <= 60);
    }

    @Test
    void whatSteersATerminal_isShownInstead() throws IOException {
        Trace trace = new Notifications()
                .add("a\u001b[2J-start", "r", BASE_ID, 0, Map.of("db", Map.of("statement", "x\u202ey\u009bz\ud800")))
                .trace();
        assertThat(text(trace, 100))
                .contains("a\\u001b[2J")
                .contains("x\\u202ey\\u009bz\\ud800")
                .doesNotContain("\u001b", "\u202e", "\u009b", "\ud800");
    }

    @Test
    void lossesCyclesAndOrphans_areTold() throws IOException {
        Trace trace = new Notifications()
                .add("wsgi-stop", "r", "unknown", 9, Map.of("dropped", Map.of("queue_full", 3L)))
                .span("a", "a", "a", 1, 2)
                .trace();
        assertThat(text(trace, 100))
                .contains("wsgi  volume-api  (start not recorded)  (parent not recorded)\n")
                .contains("! not recorded: 3 (queue_full)\n")
                .contains("! not shown: 1 span in or below a cycle of parents\n");
    }

    @Test
    void exceptionOfASpanWithoutItsStart_isToldAsNoError() throws IOException {
        Trace trace = new Notifications()
                .add("wsgi-stop", "r", BASE_ID, 9, Map.of("etype", "OSError", "message", "no space"))
                .trace();
        assertThat(text(trace, 100))
                .contains("Took 0 µs: 1 span, 1 unfinished\n")
                .contains("(start not recorded)  OSError: no space\n")
                .doesNotContain("✗");
    }

    @Test
    void alikeOrphans_areTold() throws IOException {
        Notifications notifications = new Notifications().span("wsgi", "r", BASE_ID, 0, 90);
        for (int i = 0; i < 5; i++) {
            notifications.span("lost", "l" + i, "nobody", 10L * i, 10L * i + 5);
        }
        assertThat(text(notifications.trace(), 100)).contains("lost ×5").contains("5 without their parent)");
    }

    @Test
    void emptyTrace_isTold() throws IOException {
        assertThat(text(new Notifications().trace(), 80)).startsWith("Empty trace\n");
    }

    @Test
    void aHundredThousandLevels_stayReadable() throws IOException {
        String text = text(Notifications.chain(100_000).trace(), 80);
        assertThat(text.lines()).hasSize(100_008).allMatch(line -> line.length() <= 80);
        assertThat(text).contains("(level 100000) a");
    }
}
