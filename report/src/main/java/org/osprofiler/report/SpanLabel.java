package org.osprofiler.report;

import org.osprofiler.wire.InfoLabel;

/** What a span did, beside its name: the text by which a person tells it from others of that name. Not escaped. */
public final class SpanLabel {

    private SpanLabel() {}

    /**
     * Spans of equal values did the same.
     *
     * @param name the whole name, see {@link TraceSpan#fullName()}
     * @param label the label; of a statement its {@link SqlShape}
     * @param statement whether the label is that of a statement
     */
    public record Alike(String name, String label, boolean statement) {

        /** Name and label with a space between them; the name alone where there is no label. */
        public String text() {
            return label.isEmpty() ? name : name + " " + label;
        }
    }

    /** The statement, {@code GET /v3/volumes}, or the name of the function, as sent; empty when there is none of these. */
    public static String raw(TraceSpan span) {
        return InfoLabel.of(span.startInfo());
    }

    /** By what the span is put together with others. */
    public static Alike alike(TraceSpan span) {
        String shape = span.statementShape();
        return shape == null ? new Alike(span.fullName(), raw(span), false) : new Alike(span.fullName(), shape, true);
    }
}
