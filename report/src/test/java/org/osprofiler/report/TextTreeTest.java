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
        TextTree.write(trace, text, width);
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
    void trace_isATree_withDurationsAndSelfTimes() throws IOException {
        Map<String, @Nullable Object> driver = Notifications.payload("driver-start", "m", "r", 20_000, Map.of());
        driver.put("service", "cinder-volume");
        Trace trace = request()
                .add("db-start", "d", "r", 1_000, Map.of("db", Map.of("statement", "SELECT 1\n  FROM t")))
                .add("db-stop", "d", "r", 4_250, Map.of())
                .with(driver)
                .add("driver-stop", "m", "r", 120_000, Map.of("etype", "OSError", "message", "no space"))
                .add("db-start", "u", "m", 119_000, Map.of("db", Map.of("statement", "UPDATE t")))
                .trace();
        assertThat(text(trace, 100)).isEqualTo("""
                        Trace 8da1d58c-2fca-41e6-a510-3b3f56cf0f48  149 ms  4 spans, 1 error
                        Started 2026-03-14 09:26:53.000000 UTC

                            total      self  span
                           149 ms   45.8 ms  wsgi  volume-api  POST /v3/volumes → 202
                          3.25 ms   3.25 ms  ├─ db  SELECT 1 FROM t
                           100 ms    100 ms  └─ driver  cinder-volume  ✗ OSError: no space
                                ?               └─ db  volume-api  (unfinished)  UPDATE t
                        """);
    }

    @Test
    void repeatedSiblings_areFolded_othersAreNot() throws IOException {
        Notifications notifications = request();
        for (int i = 0; i < 12; i++) {
            notifications
                    .add("db-start", "n" + i, "r", i * 1_000L, Map.of("db", Map.of("statement", "SELECT ?")))
                    .add("db-stop", "n" + i, "r", i * 1_000L + 100 + i, Map.of());
        }
        notifications.span("db", "x", "r", 50_000, 51_000).span("db", "y", "r", 52_000, 53_000);
        String text = text(notifications.trace(), 100);
        assertThat(text)
                .contains("  1.27 ms   1.27 ms  ├─ db ×12  (longest 111 µs)  SELECT ?\n")
                .contains("  1.00 ms   1.00 ms  ├─ db\n")
                .contains("  1.00 ms   1.00 ms  └─ db\n");
    }

    @Test
    void repeatedSiblings_withErrors_areShownEach() throws IOException {
        Notifications notifications = request();
        for (int i = 0; i < 5; i++) {
            notifications
                    .add("db-start", "n" + i, "r", i, Map.of())
                    .add("db-stop", "n" + i, "r", i, Map.of("etype", "OSError"));
        }
        assertThat(text(notifications.trace(), 100).lines().filter(line -> line.contains("✗ OSError")))
                .hasSize(5);
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
                .contains("! 1 span not shown: their parents form a cycle\n");
    }

    @Test
    void emptyTrace_isTold() throws IOException {
        assertThat(text(new Notifications().trace(), 80)).startsWith("Empty trace\n");
    }

    @Test
    void aHundredThousandLevels_stayReadable() throws IOException {
        String text = text(Notifications.chain(100_000).trace(), 80);
        assertThat(text.lines()).hasSize(100_004).allMatch(line -> line.length() <= 80);
        assertThat(text).contains("(level 99999) a");
    }
}
