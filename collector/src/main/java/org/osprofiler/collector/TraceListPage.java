package org.osprofiler.collector;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Fields;
import org.osprofiler.report.Trace;
import org.osprofiler.report.page.HtmlPage;
import org.osprofiler.store.TraceQuery;
import org.osprofiler.store.TraceStore;
import org.osprofiler.store.TraceSummary;
import org.osprofiler.wire.JsonWriter;
import org.osprofiler.wire.Notification;

/** The list of traces, as page and as JSON, and the page of one. */
final class TracePages {

    private static final int SHOWN = 200;

    private final TraceStore store;

    TracePages(TraceStore store) {
        this.store = store;
    }

    /** {@code GET /v1/traces}: what {@code trace list} reads over HTTP. */
    void json(Request request, Response response) throws IOException, HttpProblem {
        Fields parameters = Request.extractQueryParameters(request);
        boolean errorsOnly = Boolean.parseBoolean(parameters.getValue("error-trace"));
        List<TraceSummary> traces = store.traces(new TraceQuery(errorsOnly, EventsApi.limit(parameters, SHOWN)));
        JsonWriter json = new JsonWriter(JsonWriter.Style.COMPACT).beginArray();
        for (TraceSummary trace : traces) {
            json.beginObject()
                    .field(TraceSummary.BASE_ID, trace.baseId())
                    .field(TraceSummary.TIMESTAMP, trace.timestamp())
                    .field(TraceSummary.NOTIFICATIONS, trace.notifications())
                    .name(TraceSummary.ERROR)
                    .bool(trace.error())
                    .endObject();
        }
        Answer.text(response, 200, Answer.JSON, json.endArray().toString());
    }

    /** {@code GET /}. */
    void list(Response response) throws IOException {
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
        html.append("</td><td><a href=\"/traces/")
                .append(URLEncoder.encode(trace.baseId(), StandardCharsets.UTF_8)
                        .replace("+", "%20"))
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

    /** {@code GET /traces/ID}. */
    void page(Response response, String baseId) throws IOException, HttpProblem {
        List<Notification> trace = store.notifications(baseId);
        if (trace.isEmpty()) {
            throw new HttpProblem(404, "no trace " + baseId);
        }
        Answer.stream(response, Answer.HTML, out -> HtmlPage.write(Trace.of(trace), out));
    }
}
