package org.osprofiler.collector;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Fields;
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

    /** Streams, so a long trace needs no memory. */
    void events(Request request, Response response) throws IOException, HttpProblem {
        EventQuery query = query(Request.extractQueryParameters(request));
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
                stored.messageId(), stored.publisherId(), stored.eventType(), stored.received(), stored.notification());
    }

    private static EventQuery query(Fields parameters) throws HttpProblem {
        List<String> fields = parameters.getValuesOrEmpty("q.field");
        List<String> values = parameters.getValuesOrEmpty("q.value");
        List<String> comparisons = parameters.getValuesOrEmpty("q.op");
        if (values.size() != fields.size() || !(comparisons.isEmpty() || comparisons.size() == fields.size())) {
            throw new HttpProblem(400, "each q.field needs a q.value, and all or none of them a q.op");
        }
        try {
            List<EventQuery.Condition> where = new ArrayList<>(fields.size());
            for (int i = 0; i < fields.size(); i++) {
                boolean plain = comparisons.isEmpty() || comparisons.get(i).isEmpty();
                where.add(new EventQuery.Condition(
                        EventField.of(fields.get(i)),
                        plain ? Comparison.EQ : Comparison.of(comparisons.get(i)),
                        values.get(i)));
            }
            return new EventQuery(where, limit(parameters, EventQuery.DEFAULT_LIMIT));
        } catch (IllegalArgumentException e) {
            throw new HttpProblem(400, String.valueOf(e.getMessage()));
        }
    }

    static int limit(Fields parameters, int without) throws HttpProblem {
        String text = parameters.getValue("limit");
        try {
            int limit = text == null || text.isEmpty() ? without : Integer.parseInt(text);
            if (limit >= 1) {
                return limit;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw new HttpProblem(400, "limit must be a whole number from 1 to " + Integer.MAX_VALUE);
    }
}
