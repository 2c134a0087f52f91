package org.osprofiler.collector;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.osprofiler.report.page.PageCode;
import org.osprofiler.wire.JsonWriter;

class TraceListPageTest extends CollectorTest {

    private static final Pattern ROW = Pattern.compile("<tr role=\"row\"><td.*?</tr>");
    private static final Pattern CELL = Pattern.compile("<td[^>]*>(.*?)</td>");
    private static final Pattern TAG = Pattern.compile("<[^>]*>");

    private static String json(String text) {
        return JsonWriter.toText(text, JsonWriter.Style.COMPACT);
    }

    /** A request; {@code micros} below a second. */
    private void store(String baseId, String name, String service, String path, int micros, boolean failed)
            throws Exception {
        String point = "{\"name\":%s,\"base_id\":%s,\"trace_id\":\"r\",\"parent_id\":%s,"
                + "\"timestamp\":\"2026-03-14T09:26:53.%06d\",\"info\":{%s},\"project\":%s,\"service\":%s}";
        String start = point.formatted(
                json(name + "-start"),
                json(baseId),
                json(baseId),
                0,
                "\"request\":{\"method\":\"GET\",\"path\":" + json(path) + "}",
                json(service),
                json(service));
        String stop = point.formatted(
                json(name + "-stop"),
                json(baseId),
                json(baseId),
                micros,
                failed ? "\"etype\":\"E\"" : "",
                json(service),
                json(service));
        assertThat(http.post("[" + start + "," + stop + "]").statusCode()).isEqualTo(200);
    }

    private String list(String query) throws Exception {
        HttpResponse<String> page = http.get("/" + query);
        assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
        return page.body();
    }

    /** The texts of the cells, row by row. */
    private static List<List<String>> rows(String page) {
        return ROW.matcher(page)
                .results()
                .map(row -> CELL.matcher(row.group())
                        .results()
                        .map(cell -> TAG.matcher(cell.group(1)).replaceAll("").strip())
                        .toList())
                .toList();
    }

    private static List<String> ids(String page) {
        return rows(page).stream().map(cells -> cells.get(6)).toList();
    }

    @Test
    void noTraces_saysHowToGetOne() throws Exception {
        assertThat(list(""))
                .contains("No traces yet", "osprofiler request --profile KEY URL")
                .doesNotContain("<table");
        assertThat(list("?page=3&sort=slowest")).contains("No traces yet");
        assertThat(list("?text=x")).contains("No trace matches").doesNotContain("No traces yet");
    }

    @Test
    void row_tellsTheTrace() throws Exception {
        store("id-1", "wsgi", "volume-api", "/v3/volumes", 12_340, true);
        assertThat(rows(list("")))
                .containsExactly(List.of(
                        "2026-03-14 09:26:53.000",
                        "12.3 ms",
                        "error",
                        "volume-api",
                        "wsgi GET /v3/volumes",
                        "2",
                        "id-1"));
        assertThat(list("")).contains(">1 trace</p>", "href=\"/traces/id-1\"").doesNotContain("<nav");
    }

    @Test
    void whatCannotBeRead_isShownAsItCame() throws Exception {
        http.post(
                "[{\"name\":\"n\",\"base_id\":\"b\",\"trace_id\":\"s\",\"parent_id\":\"b\",\"timestamp\":\"yesterday\","
                        + "\"info\":{}}]");
        assertThat(rows(list(""))).containsExactly(List.of("yesterday", "–", "", "", "n", "1", "b"));
    }

    @Test
    void list_isSearchedSortedAndFiltered() throws Exception {
        store("one", "wsgi", "volume-api", "/v3/one", 100, false);
        store("two", "wsgi", "nova-api", "/v2/two", 300, true);
        store("three", "wsgi", "nova-api", "/v2/three", 200, false);
        assertThat(ids(list(""))).containsExactly("three", "two", "one");
        assertThat(ids(list("?text=&sort=&error-trace=&page="))).hasSize(3);
        assertThat(ids(list("?sort=slowest"))).containsExactly("two", "three", "one");
        assertThat(ids(list("?text=NOVA&sort=slowest"))).containsExactly("two", "three");
        assertThat(ids(list("?text=%20get%20/v3%20"))).containsExactly("one");
        assertThat(ids(list("?error-trace=true"))).containsExactly("two");
        assertThat(list("?text=nova"))
                .contains("value=\"nova\"", ">2 traces found</p>", "<option value=\"newest\" selected>")
                .doesNotContain(" checked");
        assertThat(list("?error-trace=true&sort=slowest"))
                .contains("value=\"true\" checked", "<option value=\"slowest\" selected>", ">1 trace found</p>");
        assertThat(list("?text=nobody&error-trace=true"))
                .contains("No trace matches", "None with an error has <q><bdi>nobody</bdi></q>", "href=\"/\"");
    }

    @Test
    void pages_areLinked_andKeepWhatIsAskedFor() throws Exception {
        for (int n = 0; n < 120; n++) {
            store("t-" + n, "wsgi", n < 110 ? "a&b" : "other", "/", n, false);
        }
        assertThat(ids(list(""))).hasSize(50).startsWith("t-119");
        assertThat(list(""))
                .contains(">1–50 of 120 traces</p>", "Page 1 of 3", "href=\"/?page=2\" rel=\"next\">Older")
                .contains("<span class=\"dim\">Newer</span>")
                .doesNotContain("rel=\"prev\"");
        assertThat(ids(list("?page=3"))).hasSize(20).endsWith("t-0");
        assertThat(list("?page=3"))
                .contains(">101–120 of 120 traces</p>", "href=\"/?page=2\" rel=\"prev\">Newer", "href=\"/\">First")
                .doesNotContain("rel=\"next\"");
        String second = list("?text=a%26b&sort=slowest&page=2");
        assertThat(second)
                .contains(">51–100 of 110 traces found</p>")
                .contains("href=\"/?text=a%26b&amp;sort=slowest&amp;page=3\" rel=\"next\">Faster")
                .contains("href=\"/?text=a%26b&amp;sort=slowest\" rel=\"prev\">Slower");
        assertThat(ids(second)).hasSize(50).startsWith("t-59").endsWith("t-10");
        assertThat(list("?text=a%26b&page=7"))
                .contains("There is no page 7", "href=\"/?text=a%26b&amp;page=3\">The last one is page 3")
                .doesNotContain("<table");
    }

    @ParameterizedTest
    @CsvSource({
        "page=abc, page must be a whole number from 1 to 1000000",
        "page=0, page must be a whole number from 1 to 1000000",
        "page=-1, page must be a whole number from 1 to 1000000",
        "page=1.5, page must be a whole number from 1 to 1000000",
        "page=1000001, page must be a whole number from 1 to 1000000",
        "page=99999999999999999999, page must be a whole number from 1 to 1000000",
        "sort=x, sort must be newest or slowest",
        "sort=NEWEST, sort must be newest or slowest",
        "error-trace=on, error-trace must be true or false",
    })
    void badParameter_isNamed(String query, String message) throws Exception {
        HttpResponse<String> answer = http.get("/?" + query);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).isEqualTo(message + "\n");
        if (!query.startsWith("page")) {
            assertThat(http.get("/v1/traces?" + query).body()).isEqualTo(message + "\n");
        }
    }

    @Test
    void longText_isRefused() throws Exception {
        assertThat(list("?text=" + "x".repeat(200))).contains("No trace matches");
        HttpResponse<String> answer = http.get("/?text=" + "x".repeat(201));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).isEqualTo("text must have at most 200 characters\n");
    }

    @Test
    void page_loadsAndRunsNothing_andSendsItsFormHereOnly() throws Exception {
        HttpResponse<String> page = http.get("/");
        String policy = PageCode.withoutScript("list").policy();
        assertThat(policy).matches("default-src 'none'; style-src 'sha256-[^']+'; base-uri 'none'; form-action 'self'");
        assertThat(page.headers().firstValue("Content-Security-Policy")).contains(policy + "; frame-ancestors 'none'");
        assertThat(page.headers().firstValue("Content-Type")).contains("text/html; charset=utf-8");
        assertThat(page.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(page.body()).contains(policy).doesNotContain("<script", "style=", "src=", "http://", "https://");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "\" autofocus onfocus=\"alert(1)",
                "' onclick='alert(1)",
                "</title></q></table><img src=x onerror=alert(1)>",
                "<!-- ]]> &amp; &lt;",
                "a\u0000b\u2028c\u202ed\ud800e",
            })
    void textsOfTraces_areTexts(String text) throws Exception {
        String plain = list("");
        store("id" + text, "name" + text, "service" + text, "/path" + text, 1, true);
        store("ordinary", "n", "s", "/p", 2, false);
        String search = "?text=" + URLEncoder.encode(text, StandardCharsets.UTF_8);
        for (String page : List.of(list(""), list(search), list(search + "&error-trace=true"))) {
            assertThat(elements(page)).as(page).isSubsetOf(elementsOfAnyList());
            assertThat(page).doesNotContain("\u0000", "\u2028", "\u202e");
            assertThat(attributes(page)).as(page).isSubsetOf(attributesOfAnyList());
        }
        assertThat(plain).doesNotContain("alert");
    }

    private static List<String> elementsOfAnyList() {
        return List.of(
                "!DOCTYPE",
                "html",
                "head",
                "meta",
                "title",
                "style",
                "body",
                "header",
                "h1",
                "h2",
                "form",
                "input",
                "label",
                "select",
                "option",
                "button",
                "main",
                "p",
                "table",
                "thead",
                "tbody",
                "tr",
                "th",
                "td",
                "abbr",
                "span",
                "b",
                "bdi",
                "a",
                "div",
                "q");
    }

    private static List<String> elements(String page) {
        return Pattern.compile("<(!?[A-Za-z]\\w*|!--)")
                .matcher(page)
                .results()
                .map(tag -> tag.group(1))
                .toList();
    }

    private static List<String> attributesOfAnyList() {
        return List.of(
                "html",
                "lang",
                "charset",
                "http-equiv",
                "content",
                "name",
                "method",
                "action",
                "role",
                "type",
                "value",
                "maxlength",
                "aria-label",
                "placeholder",
                "checked",
                "selected",
                "class",
                "scope",
                "title",
                "href");
    }

    /** The words of the tags that stand in no quotes. */
    private static List<String> attributes(String page) {
        return TAG.matcher(page)
                .results()
                .flatMap(tag -> Stream.of(
                                tag.group().replaceAll("\"[^\"]*\"", "").split("[ =<>/]+"))
                        .skip(2))
                .toList();
    }
}
