package org.osprofiler.wire;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a span did, as the {@code info} of its start tells it.
 *
 * <p>Sources: {@code osprofiler/web.py} ({@code request}), {@code osprofiler/requests.py} ({@code requests}),
 * {@code osprofiler/sqlalchemy.py} ({@code db}), {@code osprofiler/profiler.py} ({@code function}).
 */
public final class InfoLabel {

    private InfoLabel() {}

    /** The statement, {@code GET /v3/volumes}, or the name of the function, as sent; empty when there is none of these. */
    public static String of(Map<String, @Nullable Object> info) {
        if (info.get("db") instanceof Map<?, ?> db) {
            return text(db.get("statement"));
        }
        if (info.get("request") instanceof Map<?, ?> request) {
            return request(request);
        }
        if (info.get("requests") instanceof Map<?, ?> request) {
            return request(request);
        }
        return info.get("function") instanceof Map<?, ?> function ? text(function.get("name")) : "";
    }

    private static String request(Map<?, ?> request) {
        return PythonText.strip(text(request.get("method")) + " " + text(request.get("path")));
    }

    private static String text(@Nullable Object value) {
        return value instanceof String text ? text : "";
    }
}
