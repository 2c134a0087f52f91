package org.osprofiler.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.osprofiler.wire.JsonWriter;

/** A difference of two traces for programs: both traces with their totals, then all rows. */
public final class DiffJson {

    private DiffJson() {}

    /**
     * Writes a difference; without a line end.
     *
     * @throws IOException when {@code out} fails
     */
    public static void write(TraceDiff diff, Appendable out) throws IOException {
        try {
            JsonWriter json = new JsonWriter(JsonWriter.Style.REPORT, out);
            json.beginObject();
            trace(json, "a", diff.a(), diff.aMicros());
            trace(json, "b", diff.b(), diff.bMicros());
            json.name("diff").beginArray();
            diff.rows().forEach(row -> row(json, row));
            json.endArray().endObject();
            json.flush();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static void trace(JsonWriter json, String name, Trace trace, long micros) {
        json.name(name)
                .beginObject()
                .field("base_id", trace.baseId())
                .field("spans", trace.spans().size())
                .field("duration_us", micros)
                .endObject();
    }

    private static void row(JsonWriter json, DiffRow row) {
        json.beginObject()
                .field("kind", row.kind().text())
                .field("path", row.path())
                .field("a_us", row.aMicros())
                .field("b_us", row.bMicros())
                .field("delta_us", row.deltaMicros())
                .field("a_count", row.aCount())
                .field("b_count", row.bCount())
                .endObject();
    }
}
