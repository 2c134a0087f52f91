package org.osprofiler.collector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.osprofiler.store.TraceQuery;
import org.osprofiler.store.TraceStore;
import org.osprofiler.store.TraceStores;
import org.osprofiler.store.TraceSummary;

class TracePagesTest extends CollectorTest {

    @Test
    void pages_listAndShowTraces_withoutRunningWhatIsInThem() throws Exception {
        assertThat(http.get("/").body()).contains("None yet");
        http.post("[" + payload("s").replace("\"b\"", "\"<script>alert(1)</script>\"") + "]");
        assertThat(http.get("/")).satisfies(page -> {
            assertThat(page.body()).contains("&lt;script&gt;").doesNotContain("<script>alert");
            assertThat(page.headers().firstValue("Content-Security-Policy"))
                    .get()
                    .asString()
                    .startsWith("default-src 'none'");
        });
        http.post("[" + payload("s") + "]");
        assertThat(http.get("/traces/b")).satisfies(page -> {
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.headers().firstValue("Content-Security-Policy"))
                    .get()
                    .asString()
                    .doesNotContain("script-src");
        });
        assertThat(http.get("/traces/none")).satisfies(page -> {
            assertThat(page.statusCode()).isEqualTo(404);
            assertThat(page.body()).isEqualTo("no trace none\n");
        });
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
        Matcher link =
                Pattern.compile("<a href=\"([^\"]*)\">").matcher(http.get("/").body());
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
                    .containsExactly(new TraceSummary("failed", "2026-03-14T09:26:53.589793", 1, true));
        }
    }
}
