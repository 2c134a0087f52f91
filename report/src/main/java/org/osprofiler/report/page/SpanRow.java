package org.osprofiler.report.page;

import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osprofiler.report.DurationText;
import org.osprofiler.report.SpanNotes;
import org.osprofiler.report.SpanSummary;
import org.osprofiler.report.Trace;
import org.osprofiler.report.TraceSpan;

/** One row of the page's table. */
final class SpanRow {

    private static final double SCALE = 1000;
    /** So that a span of no length can be seen. */
    private static final double MIN_BAR = 2;

    private final Trace trace;
    private final Html html;

    SpanRow(Trace trace, Html html) {
        this.trace = trace;
        this.html = html;
    }

    void write(TraceSpan span) throws IOException {
        boolean whole = span.hasStart() && span.hasStop();
        html.markup("<tr><td" + level(span) + ">");
        what(span);
        html.markup("</td><td>").text(span.service() == null ? "" : span.service());
        number(DurationText.of(span.startedMicros() - trace.startedMicros()));
        number(whole ? DurationText.of(span.durationMicros()) : "?");
        number(whole ? DurationText.of(span.selfMicros()) : "");
        html.markup("</td><td>");
        bar(span);
        html.markup("</td></tr>\n");
    }

    private static String level(TraceSpan span) {
        return span.depth() == 0 ? "" : " class=\"l" + Math.min(span.depth(), PageStyle.LEVELS) + "\"";
    }

    private void number(String text) throws IOException {
        html.markup("</td><td class=\"num\">").text(text);
    }

    private void what(TraceSpan span) throws IOException {
        html.markup("<details><summary>");
        if (span.depth() > PageStyle.LEVELS) {
            html.element("span", "what", "level " + span.depth() + " ");
        }
        html.markup("<b>").text(span.name()).markup("</b> ").element("span", "what", SpanSummary.of(span));
        for (String note : SpanNotes.of(trace, span)) {
            note(note);
        }
        if (span.error() != null) {
            note(SpanNotes.error(span));
        }
        html.markup("</summary><dl>");
        field("host", String.valueOf(span.host()));
        field("project", String.valueOf(span.project()));
        field("span", span.spanId());
        field("parent", span.parentId());
        fields("start", span.startInfo());
        fields("stop", span.stopInfo());
        html.markup("</dl></details>");
    }

    private void note(String text) throws IOException {
        html.markup(" ").element("span", "bad", text);
    }

    private void fields(String of, Map<String, @Nullable Object> info) throws IOException {
        for (Map.Entry<String, String> field : InfoFields.of(info).entrySet()) {
            field(of + ": " + field.getKey(), field.getValue());
        }
    }

    private void field(String name, String value) throws IOException {
        html.markup("<dt>").text(name).markup("</dt><dd>");
        String[] lines = value.split("\r?\n", -1);
        for (int i = 0; i < lines.length; i++) {
            html.markup(i == 0 ? "" : "\n").text(lines[i]);
        }
        html.markup("</dd>");
    }

    /** Positions are attributes of a drawing: the content security policy allows no style attributes. */
    private void bar(TraceSpan span) throws IOException {
        double total = Math.max(1, trace.durationMicros());
        double width = Math.max(MIN_BAR, SCALE * Math.max(0, span.durationMicros()) / total);
        double from = SCALE * (span.startedMicros() - trace.startedMicros()) / total;
        html.markup(String.format(
                Locale.ROOT,
                "<svg class=\"bar\" viewBox=\"0 0 1000 10\" preserveAspectRatio=\"none\" aria-hidden=\"true\">"
                        + "<rect%s x=\"%.2f\" width=\"%.2f\" y=\"2\" height=\"6\"/></svg>",
                span.error() == null ? "" : " class=\"failed\"",
                Math.min(from, SCALE - MIN_BAR),
                width));
    }
}
