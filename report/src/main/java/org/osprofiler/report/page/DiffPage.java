package org.osprofiler.report.page;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.osprofiler.report.DiffRow;
import org.osprofiler.report.DurationText;
import org.osprofiler.report.Trace;
import org.osprofiler.report.TraceDiff;
import org.osprofiler.report.TraceNotes;
import org.osprofiler.wire.JsonWriter;
import org.osprofiler.wire.Timestamp;

/**
 * What differs between two traces, as one HTML file like {@link HtmlPage}: a table of paths, those whose self time changed
 * most first.
 */
public final class DiffPage {

    private final TraceDiff diff;
    private final Html html;

    private DiffPage(TraceDiff diff, Appendable out) {
        this.diff = diff;
        this.html = new Html(out);
    }

    /**
     * Writes the page.
     *
     * @throws IOException when {@code out} fails
     */
    public static void write(TraceDiff diff, Appendable out) throws IOException {
        new DiffPage(diff, out).write(out);
    }

    private void write(Appendable out) throws IOException {
        PageCode code = PageCode.of("diff");
        String change = change();
        code.writeHead(html, "Two traces · " + change);
        html.markup("<body>\n<header data-testid=\"summary\" data-a-us=\"" + diff.aMicros() + "\" data-b-us=\""
                        + diff.bMicros() + "\">\n<h1>")
                .text(change)
                .markup("</h1>\n<table>");
        trace("A", diff.a(), diff.aMicros());
        trace("B", diff.b(), diff.bMicros());
        html.markup("</table>\n</header>\n<noscript><p>")
                .text("This page shows its " + diff.rows().size() + " rows with a script, which is switched off.")
                .markup("</p></noscript>\n<main></main>\n");
        new DataBlock("diff").line(rows()).write(out);
        code.writeScript(html);
        html.markup("</body>\n</html>\n");
    }

    /** {@code 1.23 s → 950 ms (-280 ms)}. */
    private String change() {
        long delta = diff.bMicros() - diff.aMicros();
        return DurationText.of(diff.aMicros()) + " → " + DurationText.of(diff.bMicros()) + " (" + (delta > 0 ? "+" : "")
                + DurationText.of(delta) + ")";
    }

    private void trace(String name, Trace trace, long micros) throws IOException {
        html.markup("<tr><th scope=\"row\">" + name + "</th><td><bdi>")
                .text(trace.baseId() == null ? "no spans" : trace.baseId())
                .markup("</bdi></td><td>")
                .text(trace.spans().isEmpty() ? "" : Timestamp.withSpace(trace.startedMicros()) + " UTC")
                .markup("</td><td>")
                .text(DurationText.of(micros) + ", " + TraceNotes.spans(trace))
                .markup("</td></tr>");
    }

    /** A list for each row, with its parent's place in the list: a path is written once, however many are below it. */
    private String rows() {
        Map<DiffRow, Integer> places = new HashMap<>();
        for (DiffRow row : diff.rows()) {
            places.put(row, places.size());
        }
        JsonWriter json = new JsonWriter(JsonWriter.Style.COMPACT).beginArray();
        for (DiffRow row : diff.rows()) {
            Integer parent = row.parent() == null ? null : places.get(row.parent());
            json.beginArray()
                    .number(parent == null ? -1 : parent)
                    .string(row.text())
                    .string(row.kind().text())
                    .number(row.aMicros())
                    .number(row.bMicros())
                    .number(row.deltaMicros())
                    .number(row.aCount())
                    .number(row.bCount())
                    .endArray();
        }
        return json.endArray().toString();
    }
}
