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
import org.osprofiler.wire.EventTraits;
import org.osprofiler.wire.JsonWriter;

/** Ceilometer's {@code GET /v2/event_types} and what is below it; source: {@code ceilometer/api/controllers/v2/events.py}. */
final class EventTypesApi {

    private static final String TRAITS = "/traits";

    private final TraceStore store;

    EventTypesApi(TraceStore store) {
        this.store = store;
    }

    /** A list of names. */
    void list(Response response) throws IOException {
        JsonWriter json = new JsonWriter(JsonWriter.Style.COMPACT).beginArray();
        store.eventTypes().forEach(json::string);
        Answer.text(response, 200, Answer.JSON, json.endArray().toString());
    }

    /** @param path what follows {@code /v2/event_types/}: {@code TYPE/traits} or {@code TYPE/traits/NAME} */
    void traits(Request request, Response response, String path) throws IOException, HttpProblem {
        int end = path.lastIndexOf(TRAITS);
        String after = end < 0 ? "" : path.substring(end + TRAITS.length());
        if (end <= 0 || !(after.isEmpty() || after.startsWith("/"))) {
            throw new HttpProblem(404, "nothing here; there are /v2/event_types/TYPE/traits and …/traits/NAME");
        }
        String eventType = path.substring(0, end);
        if (after.length() <= 1) {
            names(response, eventType);
        } else {
            values(request, response, eventType, field(after.substring(1)));
        }
    }

    private static EventField field(String name) throws HttpProblem {
        try {
            EventField field = EventField.of(name);
            if (field.isTrait()) {
                return field;
            }
        } catch (IllegalArgumentException e) {
            // told below
        }
        throw new HttpProblem(404, "profiler events have no such trait");
    }

    /** The traits that the definition of profiler events has, of whatever type; none, as with Ceilometer, of an unknown one. */
    private void names(Response response, String eventType) throws IOException {
        List<StoredNotification> found = new ArrayList<>(1);
        store.events(new EventQuery(List.of(isOf(eventType)), 1), found::add);
        JsonWriter json = new JsonWriter(JsonWriter.Style.COMPACT).beginArray();
        if (!found.isEmpty()) {
            for (EventField field : EventField.values()) {
                if (field.isTrait()) {
                    json.beginObject()
                            .field("name", field.wireName())
                            .field("type", TraitType.of(field))
                            .endObject();
                }
            }
        }
        Answer.text(response, 200, Answer.JSON, json.endArray().toString());
    }

    /** The trait of every event that has it. */
    private void values(Request request, Response response, String eventType, EventField field)
            throws IOException, HttpProblem {
        QueryParameters parameters = QueryParameters.of(request);
        List<EventQuery.Condition> where = new ArrayList<>(parameters.conditions());
        where.add(isOf(eventType));
        EventQuery query = new EventQuery(where, parameters.limit(EventQuery.DEFAULT_LIMIT, EventQuery.MAX_LIMIT));
        Answer.stream(response, Answer.JSON, out -> {
            JsonWriter json = new JsonWriter(JsonWriter.Style.COMPACT, out);
            json.beginArray();
            store.events(
                    query,
                    stored -> EventTraits.of(stored.notification()).stream()
                            .filter(trait -> trait.name().equals(field.wireName()))
                            .forEach(trait -> trait.write(json)));
            json.endArray().flush();
        });
    }

    private static EventQuery.Condition isOf(String eventType) {
        return new EventQuery.Condition(EventField.EVENT_TYPE, Comparison.EQ, eventType);
    }
}
