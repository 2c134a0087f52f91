package org.osprofiler.collector;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalLong;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.osprofiler.report.DurationText;
import org.osprofiler.report.NumberText;
import org.osprofiler.report.Printable;
import org.osprofiler.report.page.Html;
import org.osprofiler.report.page.PageCode;
import org.osprofiler.store.TraceQuery;
import org.osprofiler.store.TraceStore;
import org.osprofiler.store.TraceSummary;
import org.osprofiler.wire.Timestamp;

/** {@code GET /}: the traces, some a page, with a form that searches and sorts them. Needs no script. */
final class TraceListPage {

    private static final int LONGEST_TEXT = 200;
    private static final int LONGEST_ID = 64;
    private static final int LONGEST_TIME = 26;
    private static final int DAY = "2026-03-14".length();
    private static final int TO_THE_MILLISECOND = "2026-03-14 09:26:53.589".length();

    private final TraceStore store;
    private final PageCode code = PageCode.withoutScript("list");

    TraceListPage(TraceStore store) {
        this.store = store;
    }

    void write(Request request, Response response) throws IOException, HttpProblem {
        TraceListRequest wanted = TraceListRequest.of(QueryParameters.of(request));
        long count = store.count(wanted.query());
        // What is not there takes long to look for.
        List<TraceSummary> traces = wanted.query().offset() < count ? store.traces(wanted.query()) : List.of();
        StringBuilder page = new StringBuilder(32 * 1024);
        Html html = new Html(page);
        code.writeHead(html, wanted.text().isEmpty() ? "Traces" : wanted.text() + " · Traces");
        html.markup("<body>\n");
        form(html, wanted);
        html.markup("<main>\n");
        if (!traces.isEmpty()) {
            total(html, wanted, traces.size(), count);
            table(html, traces);
            pages(html, wanted, count);
        } else if (count > 0) {
            beyondTheLast(html, wanted, count);
        } else if (wanted.isFiltered()) {
            nothingMatches(html, wanted);
        } else {
            noneYet(html);
        }
        html.markup("</main>\n</body>\n</html>\n");
        Answer.page(response, code, ByteBuffer.wrap(page.toString().getBytes(StandardCharsets.UTF_8)));
    }

    private static void form(Html html, TraceListRequest wanted) throws IOException {
        html.markup("<header>\n<h1>Traces</h1>\n<form method=\"get\" action=\"/\" role=\"search\">\n")
                .markup("<input type=\"search\" name=\"" + QueryParameters.TEXT + "\" value=\"")
                .text(wanted.text())
                .markup("\" maxlength=\"" + TraceQuery.LONGEST_TEXT + "\" aria-label=\"Search\" "
                        + "placeholder=\"Id, service, project, name or path\">\n")
                .markup("<label><input type=\"checkbox\" name=\"" + QueryParameters.ERRORS + "\" value=\"true\"")
                .markup(wanted.errorsOnly() ? " checked" : "")
                .markup("> Only errors</label>\n<select name=\"" + QueryParameters.SORT + "\" aria-label=\"Order\">");
        option(html, wanted, TraceQuery.Order.NEWEST, "Newest first");
        option(html, wanted, TraceQuery.Order.SLOWEST, "Slowest first");
        html.markup("</select>\n<button>Show</button>\n</form>\n</header>\n");
    }

    private static void option(Html html, TraceListRequest wanted, TraceQuery.Order order, String name)
            throws IOException {
        html.markup("<option value=\"" + order.wireName() + "\"" + (wanted.order() == order ? " selected" : "") + ">")
                .text(name)
                .markup("</option>");
    }

    private static void total(Html html, TraceListRequest wanted, int shown, long count) throws IOException {
        long first = wanted.query().offset() + 1;
        String part = shown == count
                ? NumberText.of(count)
                : NumberText.of(first) + "–" + NumberText.of(first + shown - 1) + " of " + NumberText.of(count);
        html.markup("<p class=\"total\">")
                .text(part + (count == 1 ? " trace" : " traces") + (wanted.isFiltered() ? " found" : ""))
                .markup("</p>\n");
    }

    /** With roles, as browsers forget them where the style sheet makes lines of the cells. */
    private static void table(Html html, List<TraceSummary> traces) throws IOException {
        html.markup("<table role=\"table\" aria-label=\"Traces\">\n<thead role=\"rowgroup\"><tr role=\"row\">")
                .markup(column("when", "Started (UTC)"))
                .markup(column("num took", "Duration"))
                .markup(column("error", "<span class=\"unseen\">Error</span>"))
                .markup(column("service", "Service"))
                .markup(column("what", "What"))
                .markup(column("num count", "Notifications"))
                .markup(column("id", "Trace"))
                .markup("</tr></thead>\n<tbody role=\"rowgroup\">\n");
        for (TraceSummary trace : traces) {
            row(html, trace);
        }
        html.markup("</tbody>\n</table>\n");
    }

    private static String column(String styleClass, String markup) {
        return "<th role=\"columnheader\" scope=\"col\" class=\"" + styleClass + "\">" + markup + "</th>";
    }

    private static void row(Html html, TraceSummary trace) throws IOException {
        html.markup("<tr role=\"row\">" + cell("when"));
        started(html, trace.timestamp());
        html.markup("</td>" + cell("num took"));
        duration(html, trace.durationMicros());
        html.markup("</td>" + cell("error"))
                .markup(trace.error() ? "<span class=\"badge\">error</span>" : "")
                .markup("</td>" + cell("service"));
        for (int i = 0; i < trace.services().size(); i++) {
            html.markup(i == 0 ? "" : ", ");
            bidi(html, trace.services().get(i), LONGEST_TEXT);
        }
        html.markup("</td>" + cell("what") + "<b>");
        bidi(html, trace.name(), LONGEST_TEXT);
        html.markup("</b> ");
        bidi(html, trace.label(), LONGEST_TEXT);
        html.markup("</td>" + cell("num count"))
                .text(NumberText.of(trace.notifications()))
                .markup("</td>" + cell("id") + "<a href=\"")
                .text(TracePage.address(trace.baseId()))
                .markup("\">");
        bidi(html, trace.baseId(), LONGEST_ID);
        html.markup("</a></td></tr>\n");
    }

    private static String cell(String styleClass) {
        return "<td role=\"cell\" class=\"" + styleClass + "\">";
    }

    /** A text from outside, which may be written from right to left and does not turn its neighbours round. */
    private static void bidi(Html html, String text, int longest) throws IOException {
        html.markup("<bdi>")
                .text(Printable.cut(text.replaceAll("\\s+", " ").strip(), longest))
                .markup("</bdi>");
    }

    /** To the millisecond, the day less prominent; what cannot be read as it came. */
    private static void started(Html html, String timestamp) throws IOException {
        OptionalLong time = Timestamp.parse(timestamp);
        if (time.isPresent()) {
            String text = Timestamp.withSpace(time.getAsLong());
            html.element("span", "dim", text.substring(0, DAY)).text(text.substring(DAY, TO_THE_MILLISECOND));
        } else {
            bidi(html, timestamp, LONGEST_TIME);
        }
    }

    /** The unit apart: its place is as wide in all rows, so that the digits are in line. */
    private static void duration(Html html, OptionalLong micros) throws IOException {
        String text = micros.isPresent() ? DurationText.of(micros.getAsLong()) : "– ";
        int unit = text.lastIndexOf(' ');
        html.text(text.substring(0, unit))
                .markup(" <span class=\"unit\">")
                .text(text.substring(unit + 1))
                .markup("</span>");
    }

    private static void pages(Html html, TraceListRequest wanted, long count) throws IOException {
        long pages = TraceListRequest.pages(count);
        if (pages == 1) {
            return;
        }
        boolean newest = wanted.order() == TraceQuery.Order.NEWEST;
        html.markup("<nav aria-label=\"Pages\">\n");
        link(html, wanted, wanted.page() > 1, 1, "First", "");
        link(html, wanted, wanted.page() > 1, wanted.page() - 1, newest ? "Newer" : "Slower", "prev");
        html.markup("<span>")
                .text("Page " + NumberText.of(wanted.page()) + " of " + NumberText.of(pages))
                .markup("</span>\n");
        link(html, wanted, wanted.page() < pages, wanted.page() + 1, newest ? "Older" : "Faster", "next");
        link(html, wanted, wanted.page() < pages, pages, "Last", "");
        html.markup("</nav>\n");
    }

    /** A word in the link's place where there is no such page, so that the others stay where they are. */
    private static void link(
            Html html, TraceListRequest wanted, boolean exists, long page, String name, String relation)
            throws IOException {
        if (!exists) {
            html.element("span", "dim", name).markup("\n");
            return;
        }
        html.markup("<a href=\"")
                .text(wanted.address(page))
                .markup(relation.isEmpty() ? "\">" : "\" rel=\"" + relation + "\">")
                .text(name)
                .markup("</a>\n");
    }

    private static void beyondTheLast(Html html, TraceListRequest wanted, long count) throws IOException {
        long last = TraceListRequest.pages(count);
        html.markup("<div class=\"nothing\"><h2>There is no page ")
                .text(NumberText.of(wanted.page()))
                .markup("</h2><p><a href=\"")
                .text(wanted.address(last))
                .markup("\">The last one is page ")
                .text(NumberText.of(last))
                .markup("</a></p></div>\n");
    }

    private static void nothingMatches(Html html, TraceListRequest wanted) throws IOException {
        html.markup("<div class=\"nothing\"><h2>No trace matches</h2><p>");
        if (!wanted.text().isEmpty()) {
            html.markup("None")
                    .markup(wanted.errorsOnly() ? " with an error" : "")
                    .markup(" has <q>");
            bidi(html, wanted.text(), LONGEST_TEXT);
            html.markup("</q> in its id, its services and projects, or its first span’s name or path.");
        } else {
            html.markup("None has an error.");
        }
        html.markup("</p><p><a href=\"/\">Show all traces</a></p></div>\n");
    }

    private static void noneYet(Html html) throws IOException {
        html.markup("<div class=\"nothing\"><h2>No traces yet</h2>")
                .markup("<p>Profile a request, with the key that the services have:</p>")
                .markup("<p><code>osprofiler request --profile KEY URL</code></p>")
                .markup(
                        "<p>Its trace is here as soon as its first notification arrives; reload this page then.</p></div>\n");
    }
}
