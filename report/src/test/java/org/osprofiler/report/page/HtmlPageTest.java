package org.osprofiler.report.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.osprofiler.report.Notifications.BASE_ID;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.osprofiler.report.Notifications;
import org.osprofiler.report.Trace;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The page is well-formed XML too, so that a parser can tell markup from text. */
class HtmlPageTest {

    private static final Set<String> ELEMENTS = Set.of(
            "html", "head", "meta", "title", "style", "body", "h1", "p", "span", "table", "thead", "tbody", "tr", "th",
            "td", "details", "summary", "b", "dl", "dt", "dd", "svg", "rect");

    private static String html(Trace trace) throws IOException {
        StringBuilder html = new StringBuilder();
        HtmlPage.write(trace, html);
        return html.toString();
    }

    private static Document parse(String html) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
        // None: newer JDKs allow less than a long page has.
        factory.setAttribute("jdk.xml.maxGeneralEntitySizeLimit", 0);
        factory.setAttribute("jdk.xml.totalEntitySizeLimit", 0);
        return factory.newDocumentBuilder().parse(new ByteArrayInputStream(html.getBytes(StandardCharsets.UTF_8)));
    }

    private static List<Element> elements(Document page, String name) {
        NodeList nodes = page.getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }

    @Test
    void trace_isATable_withTimesAndBars() throws Exception {
        Document page = parse(html(new Notifications()
                .add(
                        "wsgi-start",
                        "r",
                        BASE_ID,
                        0,
                        Map.of("request", Map.of("method", "GET", "path", "/v3/volumes", "query", "limit=1")))
                .add("wsgi-stop", "r", BASE_ID, 149_000, Map.of("dropped", Map.of("queue_full", 3L)))
                .add("db-start", "d", "r", 74_500, Map.of("db", Map.of("statement", "SELECT 1")))
                .add("db-stop", "d", "r", 149_000, Map.of("etype", "OSError", "message", "no <space>"))
                .trace()));
        assertThat(page.getElementsByTagName("h1").item(0).getTextContent()).isEqualTo("Trace " + BASE_ID);
        assertThat(page.getElementsByTagName("body").item(0).getTextContent())
                .contains("2 spans, 1 error, 149 ms, started 2026-03-14 09:26:53.000000 UTC")
                .contains("not recorded: 3 (queue_full)");
        List<Element> rows = elements(page, "tr");
        assertThat(rows).hasSize(3);
        assertThat(rows.get(1).getTextContent())
                .contains("wsgi GET /v3/volumes?limit=1")
                .contains("volume-api")
                .contains("start: request.path/v3/volumes");
        assertThat(rows.get(2).getTextContent())
                .contains("db SELECT 1 ✗ OSError: no <space>")
                .contains("74.5 ms");
        Element bar = elements(page, "rect").get(1);
        assertThat(bar.getAttribute("x")).isEqualTo("500.00");
        assertThat(bar.getAttribute("width")).isEqualTo("500.00");
        assertThat(bar.getAttribute("class")).isEqualTo("failed");
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
                evil + "-stop",
                evil,
                evil,
                9,
                Map.of(
                        "etype",
                        evil,
                        "message",
                        evil,
                        "dropped",
                        Map.of(evil, 1L),
                        "response",
                        Map.of("status", evil)));
        Map<String, Object> unreadable = Notifications.payload(evil, evil, evil, 0, Map.of());
        unreadable.put("timestamp", evil);
        String html = html(new Notifications()
                .with(start)
                .with(stop)
                .with(unreadable)
                .span("r", "r" + evil, BASE_ID, 0, 9)
                .trace());
        Document page = parse(html);
        for (Element element : elements(page, "*")) {
            assertThat(ELEMENTS).contains(element.getTagName());
            for (int i = 0; i < element.getAttributes().getLength(); i++) {
                assertThat(element.getAttributes().item(i).getNodeName()).doesNotStartWith("on");
            }
        }
        assertThat(elements(page, "style")).hasSize(1);
        if (evil.chars().allMatch(c -> c >= ' ' && c < 127)) {
            assertThat(page.getElementsByTagName("title").item(0).getTextContent())
                    .isEqualTo("Trace " + evil);
        } else {
            assertThat(html).contains("\\u0000\\u0008\\u001b[2J\\u202e\\u2028\\ufffe\\ud800");
        }
    }

    @Test
    void policy_allowsOurStyleSheetOnly() throws Exception {
        Document page =
                parse(html(new Notifications().span("a", "1", BASE_ID, 0, 1).trace()));
        String policy = elements(page, "meta").stream()
                .filter(meta -> meta.getAttribute("http-equiv").equals("Content-Security-Policy"))
                .map(meta -> meta.getAttribute("content"))
                .findFirst()
                .orElseThrow();
        assertThat(policy).startsWith("default-src 'none'; style-src 'sha256-").doesNotContain("unsafe");
        assertThat(page.getElementsByTagName("style").item(0).getTextContent()).isEqualTo(PageStyle.SHEET);
        assertThat(PageStyle.SHEET).doesNotContain("<", "&", "url(", "@import", "\r");
    }

    @Test
    void emptyTrace_isAPageThatSaysSo() throws Exception {
        Document page = parse(html(new Notifications().trace()));
        assertThat(page.getElementsByTagName("h1").item(0).getTextContent()).isEqualTo("Empty trace");
        assertThat(elements(page, "table")).isEmpty();
    }

    @Test
    void unfinishedOrphanedAndCyclicSpans_areTold() throws Exception {
        String text = parse(html(new Notifications()
                        .add("a-start", "1", BASE_ID, 0, Map.of())
                        .add("b-stop", "2", "unknown", 0, Map.of())
                        .span("c", "3", "3", 0, 1)
                        .trace()))
                .getElementsByTagName("body")
                .item(0)
                .getTextContent();
        assertThat(text)
                .contains("unfinished")
                .contains("start not recorded")
                .contains("parent not recorded")
                .contains("1 span not shown: their parents form a cycle");
    }

    @Test
    void aHundredThousandLevels_areCutOff_andThePageSaysSo() throws Exception {
        Document page = parse(html(Notifications.chain(100_000).trace()));
        assertThat(elements(page, "tr")).hasSize(HtmlPage.MAX_ROWS + 1);
        assertThat(elements(page, "p").get(1).getTextContent())
                .isEqualTo("The first 20000 of 100000 spans are shown; trace show --json has all");
    }

    /** Flat names of all levels together would be quadratic: 10 GB of them here. */
    @Test
    void info_nestedDeeply_isJsonFromALevelOn() throws Exception {
        Map<String, Object> info = Map.of("last", 1L);
        for (int i = 0; i < 100_000; i++) {
            info = Map.of("a", info);
        }
        Document page = parse(
                html(new Notifications().add("x-start", "1", BASE_ID, 0, info).trace()));
        Element name = elements(page, "dt").stream()
                .filter(each -> each.getTextContent().startsWith("start: a"))
                .findFirst()
                .orElseThrow();
        assertThat(name.getTextContent()).isEqualTo("start: " + "a.".repeat(InfoFields.LEVELS - 1) + "a");
        assertThat(name.getNextSibling().getTextContent())
                .startsWith("{\"a\": {\"a\": ")
                .contains("{\"last\": 1}}");
    }

    @Test
    void bars_stayInsideTheirTrack_whateverTheClocksSay() throws Exception {
        Document page = parse(html(new Notifications()
                .span("a", "1", BASE_ID, 1_000, 900)
                .span("b", "2", "1", 0, 5_000)
                .span("c", "3", "1", 5_000, 5_000)
                .trace()));
        for (Element bar : elements(page, "rect")) {
            double x = Double.parseDouble(bar.getAttribute("x"));
            double width = Double.parseDouble(bar.getAttribute("width"));
            assertThat(x).isBetween(0.0, 998.0);
            assertThat(width).isBetween(2.0, 1000.0);
            assertThat(x + width).isLessThanOrEqualTo(1000.0);
        }
    }
}
