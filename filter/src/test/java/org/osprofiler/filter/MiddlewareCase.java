package org.osprofiler.filter;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.osprofiler.testkit.Vectors;
import org.osprofiler.wire.SignedHeaders;

/**
 * A request to OSProfiler's middleware and what was observed: a case of vectors/middleware.json, or the part {@code middleware}
 * of a case of vectors/headers.json, in the form of the former.
 */
record MiddlewareCase(String name, Map<String, Object> vector) {

    /** Each case of a list in middleware.json. */
    static Stream<MiddlewareCase> of(String list) {
        return Vectors.cases("middleware.json", list).stream().map(MiddlewareCase::of);
    }

    /** One GET for each pair of headers: vectors/README.md says which. */
    static Stream<MiddlewareCase> ofHeaders() {
        return Vectors.cases("headers.json", "verify").stream().map(each -> {
            Map<String, Object> headers = new LinkedHashMap<>();
            headers.put(SignedHeaders.INFO, each.get("info"));
            headers.put(SignedHeaders.HMAC, each.get("hmac"));
            headers.values().removeIf(value -> value == null);
            return of(Map.of(
                    "name", each.get("name"),
                    "middleware", Map.of("enabled", true, "hmac_keys", each.get("hmac_keys")),
                    "request",
                            Map.of(
                                    "method", "GET",
                                    "target", "/v3/volumes?limit=1",
                                    "scheme", "http",
                                    "headers", headers),
                    "application", Map.of("kind", "ok"),
                    "observed", each.get("middleware")));
        });
    }

    private static MiddlewareCase of(Map<String, Object> vector) {
        return new MiddlewareCase(String.valueOf(vector.get("name")), vector);
    }

    /** The middleware's arguments. */
    Map<String, Object> options() {
        return Vectors.map(vector.get("middleware"));
    }

    /** An argument as it stands in an ini, which has texts only; null where it is not given. */
    @Nullable
    String option(String name) {
        Object value = options().get(name);
        return value instanceof List<?> list
                ? list.stream().map(String::valueOf).collect(Collectors.joining(","))
                : value == null ? null : String.valueOf(value);
    }

    private Map<String, Object> request() {
        return Vectors.map(vector.get("request"));
    }

    private Map<String, Object> application() {
        return Vectors.map(vector.get("application"));
    }

    private Map<String, Object> observed() {
        return Vectors.map(vector.get("observed"));
    }

    // --- the request ---

    String method() {
        return String.valueOf(request().get("method"));
    }

    String target() {
        return String.valueOf(request().get("target"));
    }

    String path() {
        return target().split("\\?", 2)[0];
    }

    /** Without the question mark; empty where there is none. */
    String query() {
        int mark = target().indexOf('?');
        return mark < 0 ? "" : target().substring(mark + 1);
    }

    String scheme() {
        return String.valueOf(request().get("scheme"));
    }

    Map<String, String> headers() {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        Vectors.map(request().get("headers")).forEach((name, value) -> headers.put(name, String.valueOf(value)));
        return headers;
    }

    /** By its name in any case. */
    @Nullable
    String header(String name) {
        return headers().get(name);
    }

    /** The context path as in the target; empty at the root. */
    String mountedAt() {
        return request().get("mounted_at") instanceof String path ? path : "";
    }

    // --- the application ---

    String kind() {
        return String.valueOf(application().get("kind"));
    }

    /** The status of an answer of its own. */
    int applicationStatus() {
        return code(application().getOrDefault("status", "200 OK"));
    }

    /** Python's spelling of the exception that it raises: {@code ValueError('text')}, {@code <HTTPNotFound 404 Not Found>}. */
    String exception() {
        return String.valueOf(application().get("exc"));
    }

    boolean twice() {
        return Boolean.TRUE.equals(vector.get("middleware_twice"));
    }

    /** Calls of web.disable() or web.enable(keys): the name and its arguments; empty when none was called. */
    List<String> switched() {
        return vector.get("switch") instanceof List<?> call
                ? call.stream().map(String::valueOf).toList()
                : List.of();
    }

    // --- what was observed ---

    /** Whether an exception went out of the middleware. */
    boolean raised() {
        return observed().containsKey("raised");
    }

    /** Only where nothing was raised. */
    int status() {
        return code(observed().get("status"));
    }

    int applicationCalled() {
        Object called = observed().get("app_called");
        return called instanceof Number times ? times.intValue() : Boolean.TRUE.equals(called) ? 1 : 0;
    }

    boolean traced() {
        return !notifications().isEmpty();
    }

    List<Map<String, Object>> notifications() {
        return Vectors.maps(observed().get("notifications"));
    }

    /** The headers for other services: {@code headers}, and {@code decoded} where there are any. */
    List<Map<String, Object>> outgoing() {
        return Vectors.maps(observed().get("outgoing"));
    }

    /** What the application saw: base_id, parent_id, hmac_key; empty when that was not looked at. */
    Map<String, Object> inApplication() {
        return Vectors.map(observed().get("in_app"));
    }

    @Nullable
    Object bodyReadWhileProfiler() {
        return observed().get("body_read_while_profiler");
    }

    /** Whether OSProfiler made the id. */
    boolean isGenerated(@Nullable Object id) {
        return id instanceof String text && text.startsWith("<id-")
                || vector.get("generated_ids") instanceof List<?> ids && ids.contains(id);
    }

    /** "404 Not Found", or 404. A servlet cannot choose the words. */
    private static int code(@Nullable Object status) {
        return Integer.parseInt(String.valueOf(status).split(" ", 2)[0]);
    }
}
