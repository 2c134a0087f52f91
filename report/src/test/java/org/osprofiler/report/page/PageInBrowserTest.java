package org.osprofiler.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osprofiler.report.Notifications;
import org.osprofiler.report.ReportJson;
import org.osprofiler.report.Trace;
import org.osprofiler.report.TraceDiff;
import org.osprofiler.wire.JsonWriter;

/** The pages in a real browser, as {@code src/test/browser} uses them. */
@Tag("peers")
class PageInBrowserTest {

    @TempDir
    private static Path pages;

    @BeforeAll
    static void pages() throws Exception {
        RealNode.require();
        page("web", PageSamples.web().trace());
        page("odd", PageSamples.odd().trace());
        page("deep", Notifications.chain(1_200).trace());
        page("wide", PageSamples.wide().trace());
        page("large", PageSamples.large().trace());
        page("far", PageSamples.requestsFarApart().trace());
        String large = Files.readString(pages.resolve("large.html"));
        write("cut.html", out -> out.append(large, 0, large.indexOf("data-block=\"ids\"") + 2_000));
        page("empty", new Notifications().trace());
        diff("diff", PageSamples.web(), PageSamples.otherWeb());
        diff("odd-diff", PageSamples.odd(), PageSamples.web());
        write("web.json", out -> ReportJson.write(PageSamples.web().trace(), out));
        write("odd.json", out -> ReportJson.write(PageSamples.odd().trace(), out));
        write("odd-texts.json", out -> out.append(JsonWriter.toText(PageSamples.ODD, JsonWriter.Style.COMPACT)));
    }

    private interface Content {
        void writeTo(Writer out) throws IOException;
    }

    private static void page(String name, Trace trace) throws IOException {
        write(name + ".html", out -> HtmlPage.write(trace, out));
    }

    private static void diff(String name, Notifications a, Notifications b) throws IOException {
        write(name + ".html", out -> DiffPage.write(TraceDiff.of(a.trace(), b.trace()), out));
    }

    private static void write(String name, Content content) throws IOException {
        try (Writer out = Files.newBufferedWriter(pages.resolve(name))) {
            content.writeTo(out);
        }
    }

    @Test
    void pages_passTheTestsInTheBrowser() throws Exception {
        assertThat(RealNode.files("report/src/test/browser", ".mjs")).isNotEmpty();
        RealNode.run(
                Map.of("PAGES", pages.toString()),
                List.of("--test", "--test-reporter=spec", "report/src/test/browser/pages.test.mjs"));
    }
}
