package org.osprofiler.collector;

import java.io.IOException;
import java.util.List;
import org.eclipse.jetty.server.Response;
import org.osprofiler.store.TraceQuery;
import org.osprofiler.store.TraceStore;
import org.osprofiler.store.TraceSummary;

/** {@code GET /}: the newest traces. */
final class TraceListPage {

    private static final int SHOWN = 200;

    private final TraceStore store;

    TraceListPage(TraceStore store) {
        this.store = store;
    }

    void write(Response response) throws IOException {
        StringBuilder html = new StringBuilder(4096);
        html.append("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>Traces</title>\n<style>")
                .append("body{font:14px/1.5 system-ui,sans-serif;margin:2em;max-width:60em}")
                .append("td,th{text-align:left;padding:.1em 1.5em .1em 0}td.n{text-align:right}")
                .append("</style></head><body>\n<h1>Traces</h1>\n");
        List<TraceSummary> traces = store.traces(new TraceQuery(false, SHOWN));
        if (traces.isEmpty()) {
            html.append("<p>None yet. Profile a request: <code>osprofiler request --profile KEY URL</code></p>\n");
        } else {
            html.append("<table><tr><th>Started (UTC)</th><th>Trace</th><th>Notifications</th><th></th></tr>\n");
            traces.forEach(trace -> row(html, trace));
            html.append("</table>\n");
        }
        Answer.text(response, 200, Answer.HTML, html.append("</body></html>\n").toString());
    }

    private static void row(StringBuilder html, TraceSummary trace) {
        html.append("<tr><td>").append(escape(trace.timestamp()));
        html.append("</td><td><a href=\"")
                .append(TracePage.address(trace.baseId()))
                .append("\">")
                .append(escape(trace.baseId()))
                .append("</a></td><td class=\"n\">")
                .append(trace.notifications())
                .append("</td><td>")
                .append(trace.error() ? "error" : "")
                .append("</td></tr>\n");
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
