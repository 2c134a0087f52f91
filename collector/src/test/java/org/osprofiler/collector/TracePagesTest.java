package org.osprofiler.collector;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.osprofiler.report.page.PageCode;
import org.osprofiler.store.TraceQuery;
import org.osprofiler.store.TraceStore;
import org.osprofiler.store.TraceStores;
import org.osprofiler.store.TraceSummary;

class TracePagesTest extends CollectorTest {

    @Test
    void tracePage_isThere_andMayRunItsOwnScriptOnly() throws Exception {
        http.post("[" + payload("s") + "]");
        HttpResponse<String> page = http.get("/traces/b");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(header(page, "Content-Type")).isEqualTo("text/html; charset=utf-8");
        assertThat(header(page, "Content-Security-Policy"))
                .startsWith("default-src 'none'; script-src 'sha256-")
                .endsWith("; frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(page.body()).contains(PageCode.of("trace").policy());
        assertThat(http.get("/traces/none")).satisfies(missing -> {
            assertThat(missing.statusCode()).isEqualTo(404);
            assertThat(missing.body()).isEqualTo("no trace none\n");
        });
    }

    private static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    /** A server refuses %2F and %25 in paths before we see them. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a/b",
                "100%",
                "..",
                ".",
                "a b",
                "a+b",
                "a;b",
                "a&id=b",
                "?",
                "#",
                "\u00e9\ud83d\ude00",
                "b",
                "B-1_2"
            })
    void everyTraceInTheList_hasALinkThatWorks(String baseId) throws Exception {
        http.post("[" + payload("only-here").replace("\"b\"", "\"" + baseId + "\"") + "]");
        Matcher link = Pattern.compile("<a href=\"(/traces[^\"]*)\">")
                .matcher(http.get("/").body());
        assertThat(link.find()).isTrue();
        assertThat(http.get(link.group(1)).statusCode()).isEqualTo(200);
    }

    @Test
    void tracePage_withoutId_saysWhatIsMissing() throws Exception {
        assertThat(http.get("/traces").statusCode()).isEqualTo(400);
        assertThat(http.get("/traces?id=none").statusCode()).isEqualTo(404);
    }

    @Test
    void traceList_isReadOverHttp() throws Exception {
        http.post("[" + payload("s") + "]");
        http.post("[" + payload("s").replace("\"b\"", "\"failed\"").replace("\"host\"", "\"etype\":\"E\",\"host\"")
                + "]");
        try (TraceStore client = TraceStores.open(collector.url() + "/")) {
            assertThat(client.traces(new TraceQuery(false, 10)))
                    .extracting(TraceSummary::baseId)
                    .containsExactly("failed", "b");
            assertThat(client.traces(new TraceQuery(true, 10)))
                    .containsExactly(new TraceSummary(
                            "failed",
                            "2026-03-14T09:26:53.589793",
                            1,
                            true,
                            OptionalLong.of(0),
                            "db",
                            "",
                            List.of("volume-api")));
            TraceQuery second = new TraceQuery(false, "VOLUME", TraceQuery.Order.SLOWEST, 1, 1);
            assertThat(client.traces(second)).extracting(TraceSummary::baseId).containsExactly("b");
            assertThat(client.count(second)).isEqualTo(2);
            assertThat(client.count(new TraceQuery(true, "none", TraceQuery.Order.NEWEST, 1, 0)))
                    .isZero();
        }
    }
}
