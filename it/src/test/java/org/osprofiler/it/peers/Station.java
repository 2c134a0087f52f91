package org.osprofiler.it.peers;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osprofiler.wire.JsonReader;
import org.osprofiler.wire.MalformedJsonException;

/** A service on a request's way, with the trace headers that reached it. */
record Station(
        @Nullable Object service,
        @Nullable Object info,
        @Nullable Object hmac) {

    /** From the answer of the first one, in which the answers of the others are nested. */
    static List<Station> of(String answer) throws MalformedJsonException {
        List<Station> way = new ArrayList<>();
        Object station = JsonReader.forWire().read(answer);
        while (station instanceof Map<?, ?> fields) {
            way.add(new Station(fields.get("service"), fields.get("info"), fields.get("hmac")));
            station = fields.get("next");
        }
        return way;
    }
}
