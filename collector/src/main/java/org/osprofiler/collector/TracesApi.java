package org.osprofiler.collector;

import java.io.IOException;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.osprofiler.store.TraceQuery;
import org.osprofiler.store.TraceStore;
import org.osprofiler.store.TraceSummary;
import org.osprofiler.wire.JsonWriter;

/** {@code GET /v1/traces}: ours, what {@code trace list} reads over HTTP. */
final class TracesApi {

    private static final int DEFAULT_LIMIT = 200;
    private static final int MAX_LIMIT = 100_000;

    private final TraceStore store;

    TracesApi(TraceStore store) {
        this.store = store;
    }

    void list(Request request, Response response) throws IOException, HttpProblem {
        QueryParameters parameters = QueryParameters.of(request);
        boolean errorsOnly = Boolean.parseBoolean(parameters.text("error-trace"));
        TraceQuery query = new TraceQuery(errorsOnly, parameters.limit(DEFAULT_LIMIT, MAX_LIMIT));
        JsonWriter json = new JsonWriter(JsonWriter.Style.COMPACT).beginArray();
        for (TraceSummary trace : store.traces(query)) {
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
}
