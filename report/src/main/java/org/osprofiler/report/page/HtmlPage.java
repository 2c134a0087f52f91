package org.osprofiler.report.page;

import java.io.IOException;
import org.osprofiler.report.CriticalPath;
import org.osprofiler.report.Trace;
import org.osprofiler.report.TraceFacts;

/**
 * A trace as one HTML file, encoded as UTF-8, that needs nothing else: a summary that is there without scripts too, the spans
 * in packed columns, and one script that shows them. Its content security policy lets it load nothing.
 */
public final class HtmlPage {

    private HtmlPage() {}

    /**
     * Writes the page. What is packed of it waits in memory, some forty bytes a span.
     *
     * @throws IOException when {@code out} fails
     */
    public static void write(Trace trace, Appendable out) throws IOException {
        CriticalPath critical = CriticalPath.of(trace);
        TraceFacts facts = TraceFacts.of(trace, critical);
        PageData data = new PageData(trace, critical);
        PageCode code = PageCode.of("trace");
        Html html = new Html(out);
        code.writeHead(html, PageSummary.title(trace));
        html.markup("<body>\n");
        new PageSummary(trace, critical, facts, html).write();
        html.markup("<main></main>\n");
        data.columns().write(out);
        code.writeScript(html);
        data.ids().write(out);
        data.infos().write(out);
        html.markup("</body>\n</html>\n");
    }
}
