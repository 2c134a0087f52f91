package org.osprofiler.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.osprofiler.report.Notifications.BASE_ID;

import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Beyond the vectors: what Python's graph fails on or lets through. */
class ReportDotTest {

    private static String dot(Trace trace) throws IOException {
        StringBuilder dot = new StringBuilder();
        ReportDot.write(trace, dot);
        return dot.toString();
    }

    @Test
    void emptyTrace_isAGraphOfOneNode() throws IOException {
        assertThat(dot(new Notifications().trace())).isEqualTo("digraph {\n\t0 [label=\"total - 0 ms\"]\n}\n");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "f, f",
                "a.b.f, f",
                "say \"x\", say \\\"x\\\"",
                "say \\\"x, say \\\"x",
                "say \\\\\"x, say \\\\\\\"x",
                "end\\, end\\\\",
                "end\\\\, end\\\\",
                "x\"];evil, x\\\"];evil",
                "<b>, <b>"
            })
    void label_isQuoted_whateverTheFunctionIsCalled(String function, String shown) throws IOException {
        Trace trace = new Notifications()
                .add("rpc-start", "1", BASE_ID, 0, Map.of("function", Map.of("name", function)))
                .add("rpc-stop", "1", BASE_ID, 1_000, Map.of())
                .trace();
        assertThat(dot(trace)).contains("\t1 [label=\"volume-api:rpc - 1 ms\\n" + shown + "\"]\n");
    }

    @Test
    void label_thatLooksLikeHtml_isQuotedToo() throws IOException {
        Map<String, @Nullable Object> start =
                Notifications.payload("rpc-start", "1", BASE_ID, 0, Map.of("function", Map.of("name", "x>")));
        start.put("service", "<b");
        assertThat(dot(new Notifications().with(start).trace())).contains("[label=\"<b:rpc - 0 ms\\nx>\"]");
    }

    @Test
    void label_invisibleCharacters_areMadeVisible() throws IOException {
        Map<String, @Nullable Object> start = Notifications.payload(
                "rpc\u001b[2J-start", "1", BASE_ID, 0, Map.of("function", Map.of("name", "unused")));
        start.put("service", "s\nt\ud800");
        Map<String, @Nullable Object> request = Notifications.payload(
                "wsgi-start", "2", BASE_ID, 1, Map.of("request", Map.of("method", "GET\u202e", "path", "/\u009b")));
        String dot = dot(new Notifications().with(start).with(request).trace());
        // Two back slashes: Graphviz shows one.
        assertThat(dot).contains("[label=\"s\\\\u000at\\\\ud800:rpc\\\\u001b[2J - 0 ms\"]");
        assertThat(dot).contains("\\nGET\\\\u202e /\\\\u009b..\"]");
    }

    @Test
    void path_isCutAfter30Characters_notInsideOne() throws IOException {
        String path = "/" + "\ud83d\ude00".repeat(40);
        Trace trace = new Notifications()
                .add("wsgi-start", "1", BASE_ID, 0, Map.of("request", Map.of("method", "GET", "path", path)))
                .trace();
        assertThat(dot(trace)).contains("\\nGET /" + "\ud83d\ude00".repeat(29) + "..\"]");
    }

    @Test
    void spanWithoutWhatPythonNeeds_isShownWithoutIt() throws IOException {
        Map<String, @Nullable Object> start = Notifications.payload("driver-start", "1", BASE_ID, 0, Map.of());
        start.put("service", null);
        Trace trace = new Notifications()
                .with(start)
                .add("wsgi-stop", "2", "1", 2_000, Map.of())
                .trace();
        assertThat(dot(trace)).isEqualTo("""
                        digraph {
                        \t0 [label="total - 2 ms"]
                        \t1 [label="driver - 0 ms"]
                        \t2 [label="volume-api:wsgi - 0 ms"]
                        \t1 -> 2
                        \t0 -> 1
                        }
                        """);
    }

    @Test
    void aHundredThousandLevels_doNotOverflow() throws IOException {
        assertThat(dot(Notifications.chain(100_000).trace()))
                .contains("\t99999 -> 100000\n")
                .endsWith("\t0 -> 1\n}\n");
    }
}
