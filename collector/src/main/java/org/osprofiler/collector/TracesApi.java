package org.osprofiler.collector;

import java.io.IOException;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.osprofiler.store.TraceQuery;
import org.osprofiler.store.TraceStore;
import org.osprofiler.store.TraceSummary;
import org.osprofiler.wire.JsonWriter;

/** {@code GET /v1/traces}, {@code GET /v1/traces/count}: ours, what {@code trace list} reads over HTTP. */
final class TracesApi {

    private static final int DEFAULT_LIMIT = 200;
    private static final int MAX_LIMIT = 100_000;
    private static final long MAX_OFFSET = 1_000_000_000;

    private final TraceStore store;

    TracesApi(TraceStore store) {
        this.store = store;
    }

    void list(Request request, Response response) throws IOException, HttpProblem {
        QueryParameters parameters = QueryParameters.of(request);
        TraceQuery query = new TraceQuery(
                parameters.errorsOnly(),
                parameters.searchText(),
                parameters.order(),
                parameters.limit(DEFAULT_LIMIT, MAX_LIMIT),
                parameters.number(QueryParameters.OFFSET, 0, 0, MAX_OFFSET));
        JsonWriter json = new JsonWriter(JsonWriter.Style.COMPACT).beginArray();
        for (TraceSummary trace : store.traces(query)) {
            write(trace, json);
        }
        Answer.text(response, 200, Answer.JSON, json.endArray().toString());
    }

    private static void write(TraceSummary trace, JsonWriter json) {
        json.beginObject()
                .field(TraceSummary.BASE_ID, trace.baseId())
                .field(TraceSummary.TIMESTAMP, trace.timestamp())
                .field(TraceSummary.NOTIFICATIONS, trace.notifications())
                .name(TraceSummary.ERROR)
                .bool(trace.error());
        if (trace.durationMicros().isPresent()) {
            json.field(TraceSummary.DURATION_MICROS, trace.durationMicros().getAsLong());
        }
        json.field(TraceSummary.NAME, trace.name())
                .field(TraceSummary.LABEL, trace.label())
                .name(TraceSummary.SERVICES)
                .value(trace.services());
        json.endObject();
    }

    void count(Request request, Response response) throws IOException, HttpProblem {
        QueryParameters parameters = QueryParameters.of(request);
        TraceQuery query = new TraceQuery(
                parameters.errorsOnly(), parameters.searchText(), TraceQuery.Order.NEWEST, DEFAULT_LIMIT, 0);
        JsonWriter json = new JsonWriter(JsonWriter.Style.COMPACT);
        json.beginObject().field(TraceSummary.COUNT, store.count(query)).endObject();
        Answer.text(response, 200, Answer.JSON, json.toString());
    }
}
