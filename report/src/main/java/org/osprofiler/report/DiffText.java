package org.osprofiler.report;

import java.io.IOException;
import org.osprofiler.report.DiffRow.Kind;
import org.osprofiler.report.TextLine.Look;

/**
 * A difference of two traces for a terminal: both totals, then what changed, most first, each with where it is: the span, then
 * those around it.
 */
public final class DiffText {

    private static final int NUMBER = 10;
    private static final int SHARE = 9;
    private static final int COUNT = 8;

    private final TraceDiff diff;
    private final long changed;
    private final Appendable out;
    private final Terminal terminal;

    private DiffText(TraceDiff diff, Appendable out, Terminal terminal) {
        this.diff = diff;
        this.changed = diff.changedMicros();
        this.out = out;
        this.terminal = terminal;
    }

    /**
     * Writes a difference.
     *
     * @throws IOException when {@code out} fails
     */
    public static void write(TraceDiff diff, Appendable out, Terminal terminal) throws IOException {
        new DiffText(diff, out, terminal).write();
    }

    private void write() throws IOException {
        trace("A", diff.a(), diff.aMicros());
        trace("B", diff.b(), diff.bMicros());
        line().add("B takes ").add(Look.STRONG, total()).end(out);
        long same = diff.rows().stream().filter(row -> row.kind() == Kind.SAME).count();
        if (same < diff.rows().size()) {
            line().end(out);
            line().addRight(NUMBER, "self time")
                    .addRight(SHARE, "share")
                    .addRight(NUMBER, "A")
                    .addRight(NUMBER, "B")
                    .addRight(COUNT, "spans")
                    .add("          what")
                    .end(out);
            for (DiffRow row : diff.rows()) {
                if (row.kind() != Kind.SAME) {
                    row(row);
                }
            }
        }
        if (same > 0) {
            line().end(out);
            line().add(same + (same == 1 ? " path" : " paths") + " without a difference")
                    .end(out);
        }
    }

    private void trace(String name, Trace trace, long micros) throws IOException {
        line().add(name + " ")
                .add(Look.STRONG, String.valueOf(trace.baseId()))
                .add("  " + DurationText.of(micros) + ", " + TraceNotes.spans(trace))
                .end(out);
    }

    private String total() {
        long delta = diff.bMicros() - diff.aMicros();
        if (delta == 0) {
            return "as long";
        }
        String share = ShareText.of(Math.abs(delta), diff.aMicros());
        return DurationText.of(Math.abs(delta))
                + (share.isEmpty() ? "" : ", " + share)
                + (delta > 0 ? " more" : " less");
    }

    private void row(DiffRow row) throws IOException {
        long delta = row.deltaMicros();
        TextLine line = line().addRight(NUMBER, (delta > 0 ? "+" : "") + DurationText.of(delta))
                .addRight(SHARE, ShareText.of(Math.abs(delta), changed))
                .addRight(NUMBER, row.aCount() == 0 ? "–" : DurationText.of(row.aMicros()))
                .addRight(NUMBER, row.bCount() == 0 ? "–" : DurationText.of(row.bMicros()))
                .addRight(COUNT, count(row))
                .add("  ")
                .add(look(row.kind()), padded(row.kind().text()))
                .add("  ");
        place(line, row);
        line.end(out);
    }

    private static String count(DiffRow row) {
        return row.aCount() == row.bCount() ? "" + row.aCount() : row.aCount() + "→" + row.bCount();
    }

    private static Look look(Kind kind) {
        return switch (kind) {
            case SLOWER, NEW -> Look.BAD;
            case FASTER, GONE, SAME -> Look.PLAIN;
        };
    }

    private static String padded(String kind) {
        return kind + " ".repeat(Kind.SLOWER.text().length() - kind.length());
    }

    /** The span, then those around it as far as there is room. */
    private void place(TextLine line, DiffRow row) {
        String text = SpanSummary.oneLine(row.text());
        line.add(line.fits(text) ? text : SpanSummary.withoutColumns(text));
        for (DiffRow around = row.parent(); around != null && line.fits(" "); around = around.parent()) {
            line.add(Look.DIM, " < " + SpanSummary.oneLine(around.text()));
        }
    }

    private TextLine line() {
        return new TextLine(terminal);
    }
}
