package org.osprofiler.report.page;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.osprofiler.report.DurationText;
import org.osprofiler.report.LeftOut;
import org.osprofiler.report.Trace;
import org.osprofiler.report.TraceNotes;
import org.osprofiler.report.TraceSpan;
import org.osprofiler.wire.Timestamp;

/**
 * A trace as one HTML file, encoded as UTF-8: a table of all spans with bars of their time. It loads nothing and runs
 * nothing, and says so in its content security policy.
 */
public final class HtmlPage {

    /** Rows that a browser still shows without trouble. */
    static final int MAX_ROWS = 20_000;

    private final Trace trace;
    private final Html html;

    private HtmlPage(Trace trace, Appendable out) {
        this.trace = trace;
        this.html = new Html(out);
    }

    /**
     * Writes the page.
     *
     * @throws IOException when {@code out} fails
     */
    public static void write(Trace trace, Appendable out) throws IOException {
        new HtmlPage(trace, out).write();
    }

    private void write() throws IOException {
        String title = trace.baseId() == null ? "Empty trace" : "Trace " + trace.baseId();
        html.markup("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n")
                .markup("<meta http-equiv=\"Content-Security-Policy\" content=\"" + PageStyle.POLICY + "\"/>\n")
                .markup("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n")
                .markup("<meta name=\"referrer\" content=\"no-referrer\"/>\n<title>")
                .text(title)
                .markup("</title>\n<style>" + PageStyle.SHEET + "</style>\n</head>\n<body>\n<h1>")
                .text(title)
                .markup("</h1>\n");
        facts();
        warnings();
        if (!trace.roots().isEmpty()) {
            table();
        }
        html.markup("</body>\n</html>\n");
    }

    private void facts() throws IOException {
        html.markup("<p>").text(TraceNotes.spans(trace));
        String errors = TraceNotes.errors(trace);
        if (!errors.isEmpty()) {
            html.text(", ").element("span", "bad", errors);
        }
        if (!trace.spans().isEmpty()) {
            html.text(", " + DurationText.of(trace.durationMicros()) + ", started "
                    + Timestamp.withSpace(trace.startedMicros()) + " UTC");
        }
        html.markup("</p>\n");
    }

    private void warnings() throws IOException {
        for (String missing : TraceNotes.missing(trace)) {
            warning(missing);
        }
        for (LeftOut leftOut : trace.leftOut()) {
            warning(leftOut.message());
        }
        if (trace.spans().size() > MAX_ROWS) {
            warning("The first " + MAX_ROWS + " of " + trace.spans().size()
                    + " spans are shown; trace show --json has all");
        }
    }

    private void warning(String text) throws IOException {
        html.element("p", "warn", text).markup("\n");
    }

    private void table() throws IOException {
        html.markup("<table>\n<thead><tr><th scope=\"col\" class=\"c-span\">Span</th>"
                + "<th scope=\"col\" class=\"c-service\">Service</th>"
                + "<th scope=\"col\" class=\"num c-time\">Start</th>"
                + "<th scope=\"col\" class=\"num c-time\">Duration</th>"
                + "<th scope=\"col\" class=\"num c-time\">Self</th>"
                + "<th scope=\"col\">Time</th></tr></thead>\n<tbody>\n");
        SpanRow row = new SpanRow(trace, html);
        Deque<TraceSpan> open = new ArrayDeque<>();
        pushAll(trace.roots(), open);
        for (int rows = 0; !open.isEmpty() && rows < MAX_ROWS; rows++) {
            TraceSpan span = open.pop();
            row.write(span);
            pushAll(span.children(), open);
        }
        html.markup("</tbody>\n</table>\n");
    }

    private static void pushAll(List<TraceSpan> siblings, Deque<TraceSpan> open) {
        for (int i = siblings.size() - 1; i >= 0; i--) {
            open.push(siblings.get(i));
        }
    }
}
