package org.osprofiler.collector;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.osprofiler.store.Comparison;
import org.osprofiler.store.EventField;
import org.osprofiler.store.EventQuery;
import org.osprofiler.store.StoredNotification;
import org.osprofiler.store.TraceStore;
import org.osprofiler.wire.CeilometerEvent;
import org.osprofiler.wire.JsonWriter;

/** Ceilometer's {@code GET /v2/events}, as its client and OSProfiler's ceilometer driver use it. */
final class EventsApi {

    private final TraceStore store;

    EventsApi(TraceStore store) {
        this.store = store;
    }

    /** Writes as it reads, some at a time, so the length of the answer costs no memory. */
    void events(Request request, Response response) throws IOException, HttpProblem {
        QueryParameters parameters = QueryParameters.of(request);
        EventQuery query = new EventQuery(
                parameters.conditions(), parameters.limit(EventQuery.DEFAULT_LIMIT, EventQuery.MAX_LIMIT));
        Answer.stream(response, Answer.JSON, out -> {
            JsonWriter json = new JsonWriter(JsonWriter.Style.COMPACT, out);
            json.beginArray();
            store.events(query, stored -> event(stored).write(json));
            json.endArray().flush();
        });
    }

    void event(Response response, String messageId) throws IOException, HttpProblem {
        List<StoredNotification> found = new ArrayList<>(1);
        EventQuery.Condition id = new EventQuery.Condition(EventField.MESSAGE_ID, Comparison.EQ, messageId);
        store.events(new EventQuery(List.of(id), 1), found::add);
        if (found.isEmpty()) {
            throw new HttpProblem(404, "no event with this message_id");
        }
        JsonWriter json = new JsonWriter(JsonWriter.Style.COMPACT);
        event(found.get(0)).write(json);
        Answer.text(response, 200, Answer.JSON, json.toString());
    }

    private static CeilometerEvent event(StoredNotification stored) {
        return new CeilometerEvent(
                stored.messageId(),
                stored.publisherId(),
                stored.eventType(),
                stored.generated(),
                stored.notification());
    }
}
