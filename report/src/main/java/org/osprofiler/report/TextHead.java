package org.osprofiler.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.osprofiler.report.TextLine.Look;
import org.osprofiler.wire.Timestamp;

/** What stands above the tree: what a person asks first, and what the trace lacks. */
final class TextHead {

    private final Trace trace;
    private final CriticalPath path;
    private final TraceFacts facts;
    private final Terminal terminal;
    private final Appendable out;

    TextHead(Trace trace, CriticalPath path, Terminal terminal, Appendable out) {
        this.trace = trace;
        this.path = path;
        this.facts = TraceFacts.of(trace, path);
        this.terminal = terminal;
        this.out = out;
    }

    void write() throws IOException {
        line().add("Trace ").add(Look.STRONG, String.valueOf(trace.baseId())).end(out);
        line().add("Started " + Timestamp.withSpace(trace.startedMicros()) + " UTC")
                .end(out);
        counts();
        places();
        for (String loss : TraceNotes.losses(trace)) {
            line().add(Look.BAD, "! " + loss).end(out);
        }
        if (!trace.unreachable().isEmpty()) {
            line().add(Look.BAD, "! not shown: " + TraceNotes.inCycle(trace)).end(out);
        }
        line().end(out);
    }

    private void counts() throws IOException {
        TextLine line = line().add("Took ")
                .add(Look.STRONG, DurationText.of(trace.durationMicros()))
                .add(": " + TraceNotes.spans(trace));
        String errors = TraceNotes.errors(trace);
        if (!errors.isEmpty()) {
            line.add(", ").add(Look.BAD, errors);
        }
        List<String> more = new ArrayList<>();
        addCount(more, facts.unfinished(), " unfinished");
        addCount(more, facts.orphans(), " without the parent");
        addCount(more, facts.repeated(), facts.repeated() == 1 ? " repeated query" : " repeated queries");
        line.add(more.isEmpty() ? "" : ", " + String.join(", ", more)).end(out);
    }

    private static void addCount(List<String> counts, int count, String what) {
        if (count > 0) {
            counts.add(count + what);
        }
    }

    private void places() throws IOException {
        if (path.root() == null) {
            return;
        }
        long total = path.totalMicros();
        line().end(out);
        line().add("Critical path: " + DurationText.of(total) + ", " + ShareText.of(total, trace.durationMicros())
                        + " of the whole; most of it in")
                .end(out);
        for (TraceFacts.Place place : facts.places()) {
            TextLine line = line().addRight(TextTree.NUMBER, DurationText.of(place.micros()))
                    .addRight(TextTree.SHARE, ShareText.of(place.micros(), total))
                    .add("  ")
                    .add(Look.STRONG, place.alike().name())
                    .add(place.count() > 1 ? " ×" + place.count() : "");
            TextTree.addSummary(line, SpanSummary.oneLine(place.alike().label()));
            line.end(out);
        }
    }

    private TextLine line() {
        return new TextLine(terminal);
    }
}
