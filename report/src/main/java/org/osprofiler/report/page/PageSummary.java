package org.osprofiler.report.page;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.osprofiler.report.CriticalPath;
import org.osprofiler.report.DurationText;
import org.osprofiler.report.LeftOut;
import org.osprofiler.report.NumberText;
import org.osprofiler.report.Printable;
import org.osprofiler.report.SpanLabel;
import org.osprofiler.report.Trace;
import org.osprofiler.report.TraceFacts;
import org.osprofiler.report.TraceNotes;
import org.osprofiler.report.TraceSpan;
import org.osprofiler.wire.Notification;
import org.osprofiler.wire.Timestamp;

/** What a person sees first of a trace; plain HTML, as it must be there without scripts too. */
final class PageSummary {

    /** Roots that are told of where no script runs. */
    private static final int ROOTS = 20;

    private static final int SERVICES = 50;

    private static final int LONGEST_LABEL = 300;
    /** Notifications left out that are named one by one. */
    private static final int LEFT_OUT = 5;

    private final Trace trace;
    private final CriticalPath critical;
    private final TraceFacts facts;
    private final Html html;

    PageSummary(Trace trace, CriticalPath critical, TraceFacts facts, Html html) {
        this.trace = trace;
        this.critical = critical;
        this.facts = facts;
        this.html = html;
    }

    /** {@code GET /v3/volumes · 400 ms}, what tells open tabs apart. */
    static String title(Trace trace) {
        return trace.mainSpan()
                .map(span -> name(span) + " · " + DurationText.of(trace.durationMicros()))
                .orElse("Trace without spans");
    }

    private static String name(TraceSpan span) {
        String label = SpanLabel.raw(span);
        return cut(label.isEmpty() ? span.fullName() : label);
    }

    void write() throws IOException {
        html.markup("<header data-testid=\"summary\"");
        fact("total-us", trace.durationMicros());
        fact("spans", facts.spans());
        fact("errors", facts.errors());
        fact("unfinished", facts.unfinished());
        fact("orphans", facts.orphans());
        fact("repeated", facts.repeated());
        if (facts.dropped() > 0) {
            fact("dropped", facts.dropped());
        }
        html.markup(">\n");
        heading();
        if (facts.spans() > 0) {
            counts();
            places();
        }
        warnings();
        html.markup("</header>\n");
        withoutScript();
    }

    private void fact(String name, long value) throws IOException {
        html.markup(" data-" + name + "=\"" + value + "\"");
    }

    private void heading() throws IOException {
        html.markup("<div class=\"head\"><h1><bdi>")
                .text(trace.mainSpan().map(PageSummary::name).orElse("This trace has no spans"))
                .markup("</bdi></h1>");
        if (trace.baseId() != null) {
            html.markup("<p class=\"when\"><bdi>").text(trace.baseId()).markup("</bdi>");
            html.markup("<span>")
                    .text(facts.spans() == 0 ? "" : Timestamp.withSpace(trace.startedMicros()) + " UTC")
                    .markup("</span></p>");
        }
        html.markup("</div>\n");
    }

    private void counts() throws IOException {
        html.markup("<ul class=\"facts\">");
        item("<li>", DurationText.of(trace.durationMicros()), "total");
        item("<li>", NumberText.of(facts.spans()), facts.spans() == 1 ? "span" : "spans");
        count("errors", facts.errors(), "error", "errors");
        count("unfinished", facts.unfinished(), "unfinished", "unfinished");
        count("orphans", facts.orphans(), "orphan", "orphans");
        count("repeated", facts.repeated(), "repeated query", "repeated queries");
        if (facts.dropped() > 0) {
            count("dropped", facts.dropped(), "dropped", "dropped");
        }
        html.markup("</ul>\n");
    }

    /** What is wrong stands out, what is not is said too. */
    private void count(String fact, long count, String one, String many) throws IOException {
        String start = count == 0 ? "<li class=\"none\">" : "<li data-fact=\"" + fact + "\">";
        item(start, NumberText.of(count), count == 1 ? one : many);
    }

    private void item(String start, String value, String what) throws IOException {
        html.markup(start + "<b>").text(value).markup("</b> ").text(what).markup("</li>");
    }

    private void places() throws IOException {
        if (facts.places().isEmpty()) {
            return;
        }
        html.markup("<ol class=\"places\" aria-label=\"Where most of the time went\">");
        for (TraceFacts.Place place : facts.places()) {
            html.markup("<li data-place=\"\" data-count=\"" + place.count() + "\" data-critical-us=\"" + place.micros()
                            + "\" data-row=\"" + place.heaviest() + "\" data-name=\"")
                    .text(place.alike().name())
                    .markup("\" data-label=\"")
                    .text(place.alike().label())
                    .markup("\"><b>")
                    .text(percent(place.micros(), critical.totalMicros()))
                    .markup("</b> <bdi>")
                    .text(place.alike().name())
                    .markup("</bdi> <bdi class=\"dim\">")
                    .text(cut(place.alike().label()))
                    .markup("</bdi> <span class=\"dim\">")
                    .text(DurationText.of(place.micros()) + (place.count() == 1 ? "" : " in " + place.count()))
                    .markup("</span></li>");
        }
        html.markup("</ol>\n");
    }

    private void warnings() throws IOException {
        List<LeftOut> leftOut = trace.leftOut();
        List<String> notes = new ArrayList<>(TraceNotes.losses(trace));
        if (!trace.unreachable().isEmpty()) {
            notes.add(TraceNotes.inCycle(trace));
        }
        long usedTwice = trace.spans().stream().filter(PageSummary::isUsedTwice).count();
        if (usedTwice > 0) {
            notes.add("ids that were used for more than one span, the last of which is shown: " + usedTwice);
        }
        if (leftOut.isEmpty() && notes.isEmpty()) {
            return;
        }
        html.markup("<ul class=\"warnings\">");
        for (String each : notes) {
            html.markup("<li>").text(each).markup("</li>");
        }
        for (LeftOut each : leftOut.subList(0, Math.min(LEFT_OUT, leftOut.size()))) {
            html.markup("<li>").text(each.message()).markup("</li>");
        }
        if (leftOut.size() > LEFT_OUT) {
            html.markup("<li>")
                    .text((leftOut.size() - LEFT_OUT) + " more notifications could not be read")
                    .markup("</li>");
        }
        html.markup("</ul>\n");
    }

    /** A span has one start and one stop. */
    private static boolean isUsedTwice(TraceSpan span) {
        long stops = span.notifications().stream().filter(Notification::isStop).count();
        return stops > 1 || span.notifications().size() - stops > 1;
    }

    private void withoutScript() throws IOException {
        html.markup("<noscript><p>")
                .text("This page shows the spans with a script, which is switched off. " + TraceNotes.spans(trace)
                        + ", " + (facts.errors() == 0 ? "0 errors" : TraceNotes.errors(trace)) + ", "
                        + DurationText.of(trace.durationMicros()) + ".")
                .markup("</p><ul>");
        for (TraceSpan root :
                trace.roots().subList(0, Math.min(ROOTS, trace.roots().size()))) {
            html.markup("<li><bdi>")
                    .text(root.fullName())
                    .markup("</bdi> <bdi>")
                    .text(cut(SpanLabel.raw(root)))
                    .markup("</bdi> ")
                    .text(TraceFacts.isUnfinished(root) ? "unfinished" : DurationText.of(root.durationMicros()))
                    .markup("</li>");
        }
        html.markup("</ul><p>").text(services()).markup("</p></noscript>\n");
    }

    private String services() {
        return trace.spans().stream()
                .map(TraceSpan::service)
                .filter(Objects::nonNull)
                .distinct()
                .limit(SERVICES)
                .collect(Collectors.joining(", ", "Services: ", ""));
    }

    private static String cut(String text) {
        return Printable.cut(text.replaceAll("\\s+", " ").strip(), LONGEST_LABEL);
    }

    private static String percent(long part, long whole) {
        return whole <= 0 ? "0 %" : String.format(Locale.ROOT, "%.1f %%", 100.0 * part / whole);
    }
}
