package org.osprofiler.report.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.osprofiler.report.Notifications.BASE_ID;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.osprofiler.report.Notifications;
import org.osprofiler.report.Trace;

/** What stands in the file; what a browser makes of it is tested in a browser. */
class HtmlPageTest {

    private static final Pattern TAG = Pattern.compile("<(/?)([A-Za-z!][^\\s>/]*)([^>]*)>");
    private static final Pattern ATTRIBUTE = Pattern.compile("([a-z-]+)(?:=\"([^\"]*)\")?");
    private static final Set<String> ELEMENTS = Set.of(
            "!DOCTYPE",
            "html",
            "head",
            "meta",
            "title",
            "style",
            "body",
            "header",
            "div",
            "h1",
            "p",
            "ul",
            "ol",
            "li",
            "b",
            "bdi",
            "span",
            "noscript",
            "main",
            "script");

    private static String html(Trace trace) throws IOException {
        StringBuilder html = new StringBuilder();
        HtmlPage.write(trace, html);
        return html.toString();
    }

    private static PageBlocks blocks(Trace trace) throws IOException {
        return new PageBlocks(html(trace));
    }

    /** The markup without what stands in scripts and style sheets. */
    private static String markup(String html) {
        return html.replaceAll("(?s)(<(script|style)[^>]*>).*?</\\2>", "$1</$2>");
    }

    private static Trace twoSpans() {
        return new Notifications()
                .add(
                        "wsgi-start",
                        "5d2ef9a2-2d0f-4c6a-9c0c-0f9f5a3d1a01",
                        BASE_ID,
                        0,
                        Map.of("request", Map.of("method", "GET", "path", "/v3/volumes")))
                .add(
                        "db-start",
                        "d",
                        "5d2ef9a2-2d0f-4c6a-9c0c-0f9f5a3d1a01",
                        74_500,
                        Map.of("db", Map.of("statement", "SELECT 1")))
                .add(
                        "db-stop",
                        "d",
                        "5d2ef9a2-2d0f-4c6a-9c0c-0f9f5a3d1a01",
                        149_000,
                        Map.of("etype", "OSError", "message", "no <space>"))
                .add(
                        "wsgi-stop",
                        "5d2ef9a2-2d0f-4c6a-9c0c-0f9f5a3d1a01",
                        BASE_ID,
                        149_000,
                        Map.of("dropped", Map.of("queue_full", 3L)))
                .trace();
    }

    @Test
    void summary_isThereWithoutScripts() throws Exception {
        String markup = markup(html(twoSpans()));
        assertThat(markup)
                .contains("data-total-us=\"149000\" data-spans=\"2\" data-errors=\"1\" data-unfinished=\"0\""
                        + " data-orphans=\"0\" data-repeated=\"0\" data-dropped=\"3\"")
                .contains("<title>GET /v3/volumes · 149 ms</title>")
                .contains("<bdi>" + BASE_ID + "</bdi><span>2026-03-14 09:26:53.000000 UTC</span>")
                .contains(
                        "data-place=\"\" data-count=\"1\" data-critical-us=\"74500\" data-row=\"0\" data-name=\"wsgi\"")
                .contains("not recorded: 3 (queue_full)")
                .contains("2 spans, 1 error, 149 ms")
                .contains("Services: volume-api");
    }

    @Test
    void name_isThatOfTheRequest_evenIfAnOrphanStartsBefore() throws Exception {
        Trace trace = new Notifications()
                .span("lost", "l", "nobody", 0, 5)
                .span("wsgi", "r", BASE_ID, 1, 9)
                .trace();
        assertThat(markup(html(trace))).contains("<title>wsgi · 9 µs</title>").contains("<h1><bdi>wsgi</bdi></h1>");
    }

    @Test
    void spansInACycle_areShown_andTold() throws Exception {
        Trace trace = new Notifications().span("own", "o", "o", 1, 2).trace();
        assertThat(markup(html(trace)))
                .contains("<h1><bdi>own</bdi></h1>")
                .contains("<li>1 span in or below a cycle of parents</li>")
                .doesNotContain("no spans");
        assertThat(blocks(trace).octets("flags")).containsExactly(SpanFlags.LOOP | SpanFlags.ODD_ID);
    }

    @Test
    void traceOfNothingReadable_hasNoTime() throws Exception {
        Map<String, Object> payload = Notifications.payload("db-stop", "2", "1", 5, Map.of());
        payload.remove("project");
        assertThat(markup(html(new Notifications().with(payload).trace())))
                .contains("<h1><bdi>This trace has no spans</bdi></h1>")
                .contains("project is missing")
                .doesNotContain("UTC");
    }

    /** With work that grows with their square this would not end. */
    @Test
    @Timeout(60)
    void aHundredThousandSiblings_inReverse_areWrittenInOneGo() throws Exception {
        Notifications notifications = new Notifications().span("wsgi", "r", BASE_ID, 0, 300_000);
        for (int i = 100_000; i > 0; i--) {
            notifications.add("db-start", "s" + i, "r", i, Map.of());
        }
        assertThat(blocks(notifications.trace()).facts().get("spans")).isEqualTo(100_001L);
    }

    @Test
    void spans_areColumns_inDepthFirstOrder() throws Exception {
        PageBlocks page = blocks(twoSpans());
        assertThat(page.facts().get("spans")).isEqualTo(2L);
        assertThat(page.numbers("depth")).containsExactly(0L, 0L);
        assertThat(page.signed("start")).containsExactly(0L, 74_500L);
        assertThat(page.signed("duration")).containsExactly(149_000L, 74_500L);
        assertThat(page.octets("flags")).containsExactly(0, SpanFlags.ERROR | SpanFlags.STATEMENT | SpanFlags.ODD_ID);
        assertThat(page.lines("names")).containsExactly("wsgi", "db");
        assertThat(page.lines("labels")).containsExactly("GET /v3/volumes", "SELECT ?");
        assertThat(page.octets("ids")).hasSize(32).startsWith(0x5d, 0x2e, 0xf9, 0xa2);
        assertThat(page.lines("odd-ids")).containsExactly("d");
        assertThat(page.lines("root-parents")).containsExactly(BASE_ID);
        assertThat(page.numbers("critical")).containsExactly(0L, 74_500L, 1L, 74_500L);
    }

    @Test
    void infos_areShapes_andValues() throws Exception {
        PageBlocks page = blocks(new Notifications()
                .add("db-start", "1", BASE_ID, 0, Map.of("db", Map.of("statement", "line\nback\\slash\ud800")))
                .add("db-stop", "1", BASE_ID, 5, Map.of("n", List.of(1.5, 12345678901234567L, true, "x")))
                .trace());
        assertThat(page.values()).containsExactly("line\\nback\\\\slash\\ud800", "1.5", "12345678901234567", "x");
        String rest = "\"base_id\":B,\"trace_id\":I,\"parent_id\":P,\"timestamp\":T,\"info\":";
        assertThat(page.lines("shapes"))
                .containsExactly(
                        "{\"name\":A," + rest + "{\"db\":{\"statement\":S},\"host\":h},\"project\":p,\"service\":s}",
                        "{\"name\":Z," + rest + "{\"n\":[#,#,true,S],\"host\":h},\"project\":p,\"service\":s}");
        assertThat(page.lines("patterns")).containsExactly("0 1");
    }

    @Test
    void whatDoesNotStandWhereItUsuallyDoes_isAValueOfItsOwn() throws Exception {
        Map<String, Object> odd =
                Notifications.payload("x-start", "1", BASE_ID, 7, Map.of("host", "other", "trace_id", "1"));
        odd.put("extra", "1");
        PageBlocks page = blocks(new Notifications()
                .with(odd)
                .add("x-start", "1", BASE_ID, 9, Map.of())
                .trace());
        assertThat(page.lines("shapes").get(0)).contains("\"timestamp\":S", "\"trace_id\":S", "\"extra\":S");
        assertThat(page.values()).contains("2026-03-14T09:26:53.000007", "1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "</td></table><img src=x onerror=alert(1)>",
                "\"><svg onload=alert(1)>",
                "' onmouseover='alert(1)",
                "</title><script>alert(1)</script>",
                "</style><style>*{display:none}</style>",
                "<!--",
                "]]>",
                "&lt;b&gt;&amp;&#60;",
                "javascript:alert(1)",
                "\u0000\u0008\u001b[2J\u202e\u2028\ufffe\ud800"
            })
    void text_ofATrace_isNeverMarkup(String evil) throws Exception {
        Map<String, Object> start = Notifications.payload(
                evil + "-start",
                evil,
                evil,
                0,
                Map.of(
                        evil,
                        evil,
                        "request",
                        Map.of("method", evil, "path", evil, "query", evil, evil, List.of(evil))));
        start.replaceAll(
                (field, value) -> List.of("base_id", "project", "service").contains(field) ? evil : value);
        Map<String, Object> stop = Notifications.payload(
                evil + "-stop", evil, evil, 9, Map.of("etype", evil, "dropped", Map.of(evil, 1L)));
        Map<String, Object> unreadable = Notifications.payload(evil, evil, evil, 0, Map.of());
        unreadable.put("timestamp", evil);
        String html = html(new Notifications()
                .with(start)
                .with(stop)
                .with(unreadable)
                .span("r", "r" + evil, BASE_ID, 0, 9)
                .trace());
        String markup = markup(html);
        List<String> found = new ArrayList<>();
        Matcher tag = TAG.matcher(markup);
        while (tag.find()) {
            found.add(tag.group(2));
            Matcher attribute = ATTRIBUTE.matcher(tag.group(2).equals("!DOCTYPE") ? "" : tag.group(3));
            while (attribute.find()) {
                assertThat(attribute.group(1)).doesNotStartWith("on");
            }
        }
        assertThat(ELEMENTS).containsAll(found);
        assertThat(found).filteredOn("style"::equals).hasSize(2);
        assertThat(found).filteredOn("title"::equals).hasSize(2);
        assertThat(markup.replaceAll(TAG.pattern(), "")).doesNotContain("<", "\u0000", "\u202e", "\ud800");
    }

    @Test
    void policy_allowsOurScriptAndStyleSheetOnly_andComesFirst() throws Exception {
        String html = html(twoSpans());
        String policy = "default-src 'none'; script-src 'sha256-" + sha256(between(html, "<script>", "</script>"))
                + "'; style-src 'sha256-" + sha256(between(html, "<style>", "</style>"))
                + "'; base-uri 'none'; form-action 'none'";
        assertThat(html).contains("<meta http-equiv=\"Content-Security-Policy\" content=\"" + policy + "\"/>");
        assertThat(html.indexOf("Content-Security-Policy")).isLessThan(html.indexOf("<style"));
    }

    private static String between(String html, String start, String end) {
        int from = html.indexOf(start) + start.length();
        return html.substring(from, html.indexOf(end, from));
    }

    private static String sha256(String text) throws Exception {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        return Base64.getEncoder().encodeToString(hash);
    }

    @Test
    void emptyTrace_isAPageThatSaysSo() throws Exception {
        String html = html(new Notifications().trace());
        assertThat(html).contains("<title>Trace without spans</title>", "This trace has no spans", "data-spans=\"0\"");
        assertThat(new PageBlocks(html).facts().get("lastStartedUs")).isNull();
    }

    @Test
    void unfinishedOrphanedAndCyclicSpans_areFlagged_andAllThere() throws Exception {
        PageBlocks page = blocks(new Notifications()
                .add("a-start", "1", BASE_ID, 0, Map.of())
                .add("b-stop", "2", "unknown", 0, Map.of())
                .span("c", "3", "3", 0, 1)
                .trace());
        assertThat(page.octets("flags"))
                .containsExactly(
                        SpanFlags.NO_STOP | SpanFlags.ODD_ID,
                        SpanFlags.NO_START | SpanFlags.ORPHAN | SpanFlags.ODD_ID,
                        SpanFlags.LOOP | SpanFlags.ODD_ID);
        assertThat(page.lines("root-parents")).containsExactly(BASE_ID, "unknown", "3");
    }

    @Test
    void siblingsThatTheReportSortsOtherwise_haveTheirPlaceThere() throws Exception {
        PageBlocks page = blocks(new Notifications()
                .span("a", "1", BASE_ID, 700, 900)
                .span("b", "2", BASE_ID, 300, 400)
                .span("c", "3", BASE_ID, 5_000, 6_000)
                .trace());
        assertThat(page.lines("names")).containsExactly("b", "a", "c");
        assertThat(page.numbers("reading")).containsExactly(0L, 1L, 1L, 0L, 1L, 2L);
    }

    @Test
    void aHundredThousandLevels_areAllThere() throws Exception {
        PageBlocks page = blocks(Notifications.chain(100_000).trace());
        assertThat(page.octets("depth")).hasSize(100_000).containsOnly(0);
        assertThat(page.infoBlocks()).isEqualTo(49);
    }

    @Test
    void info_nestedDeeply_isAShapeLikeAny() throws Exception {
        Map<String, Object> info = Map.of("last", 1L);
        for (int i = 0; i < 100_000; i++) {
            info = Map.of("a", info);
        }
        PageBlocks page =
                blocks(new Notifications().add("x-start", "1", BASE_ID, 0, info).trace());
        assertThat(page.values()).containsExactly("1");
    }
}
