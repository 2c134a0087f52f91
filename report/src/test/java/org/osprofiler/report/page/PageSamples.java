package org.osprofiler.report.page;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.osprofiler.report.Notifications;

/** Traces of the pages that {@code src/test/browser} opens; its tests know their spans by these ids. */
final class PageSamples {

    /** Texts that a page could take for something else, or that cannot be seen. */
    static final List<String> ODD = List.of(
            "<script>window.__ran = 1</script>",
            "</script><img src=x onerror=\"window.__ran = 1\">",
            "</title></style></noscript><svg onload=window.__ran=1>",
            "\"><b id=odd onmouseover='window.__ran = 1'>",
            "<!-- <script>",
            "]]>&amp;&#60;",
            "javascript:window.__ran=1",
            "$LOCAL/$DATA ${1} {{1}} %s",
            "__proto__",
            "constructor",
            "\u0000\u0007\u001b[2J\u007f\u0085",
            "\u202eright to left\u2066 \u05e9\u05dc\u05d5\u05dd",
            "line\u2028paragraph\u2029\ufeff\u200b",
            "\ud83d\ude80\ud800 half \udc00");

    private final Notifications notifications = new Notifications();
    private String service = "volume-api";
    private String host = "api-1";

    private PageSamples() {}

    private PageSamples on(String service, String host) {
        this.service = service;
        this.host = host;
        return this;
    }

    private PageSamples start(String name, String id, String parent, long at, Map<String, ?> info) {
        return with(name + "-start", id, parent, at, info);
    }

    private PageSamples stop(String name, String id, String parent, long at, Map<String, ?> info) {
        return with(name + "-stop", id, parent, at, info);
    }

    private PageSamples span(String name, String id, String parent, long from, long to, Map<String, ?> info) {
        return start(name, id, parent, from, info).stop(name, id, parent, to, Map.of());
    }

    private PageSamples with(String name, String id, String parent, long at, Map<String, ?> info) {
        Map<String, Object> payload = Notifications.payload(name, id, parent, at, Map.of());
        Map<String, Object> itsInfo = new LinkedHashMap<>(info);
        itsInfo.put("host", host);
        payload.put("info", itsInfo);
        payload.put("service", service);
        notifications.with(payload);
        return this;
    }

    private static Map<String, Object> request(String method, String path) {
        return Map.of("request", Map.of("method", method, "path", path, "query", "", "scheme", "http"));
    }

    private static Map<String, Object> function(String name) {
        return Map.of("function", Map.of("name", name, "args", "()", "kwargs", "{}"));
    }

    private static Map<String, Object> statement(String sql) {
        return Map.of("db", Map.of("statement", sql, "params", Map.of("id", "42")));
    }

    /**
     * A request of 31 spans, two of them errors: with repeated queries below {@code list}, a clock of {@code mgr-1} that is
     * late, an unfinished span, an orphan, and a second root.
     */
    static Notifications web() {
        PageSamples web = new PageSamples()
                .start("wsgi", "root", Notifications.BASE_ID, 0, request("POST", "/v3/demo/volumes"))
                .span("function", "auth", "root", 1_000, 1_771, function("keystone.authenticate"))
                .start("function", "list", "root", 2_000, function("quotas.list"));
        for (int i = 0; i < 20; i++) {
            long at = 2_100 + 900L * i;
            web.span("db", "query-" + i, "list", at, at + 771, statement("SELECT * FROM quotas WHERE id = " + i));
        }
        web.stop("function", "list", "root", 21_000, Map.of())
                .span("db", "slow", "root", 22_000, 50_000, statement("SELECT count(*) FROM volumes -- all"))
                .start("rpc", "rpc", "root", 52_000, Map.of("rpc", Map.of("name", "create_volume")))
                .on("volume-manager", "mgr-1")
                .start("function", "create", "rpc", 51_000, function("manager.create"))
                .start("function", "driver", "create", 55_000, function("lvm.create"))
                .stop(
                        "function",
                        "driver",
                        "create",
                        80_000,
                        Map.of("etype", "OSError", "message", "no space left on needle-1"))
                .start("function", "hanging", "create", 81_000, function("lvm.notify"))
                .stop("function", "create", "rpc", 85_000, Map.of())
                .on("volume-api", "api-1")
                .stop("rpc", "rpc", "root", 90_000, Map.of())
                .start("function", "late", "root", 92_000, function("volumes.answer"))
                .stop("function", "late", "root", 99_000, Map.of("etype", "KeyError", "message", "'size'"))
                .stop(
                        "wsgi",
                        "root",
                        Notifications.BASE_ID,
                        100_000,
                        Map.of("response", Map.of("status", 202L), "dropped", Map.of("queue_full", 3L)))
                .span("wsgi", "again", Notifications.BASE_ID, 110_000, 130_000, request("GET", "/v3/demo/volumes/42"))
                .span("function", "orphan", "nobody", 120_000, 125_000, function("lost"));
        return web.notifications;
    }

    /** The same request on another day: {@code slow} is quick, the queries are gone, {@code cache} is new. */
    static Notifications otherWeb() {
        return new PageSamples()
                .start("wsgi", "root", Notifications.BASE_ID, 0, request("POST", "/v3/demo/volumes"))
                .span("function", "auth", "root", 1_000, 1_771, function("keystone.authenticate"))
                .span("function", "cache", "root", 2_000, 5_000, function("cache.get"))
                .span("db", "slow", "root", 22_000, 23_000, statement("SELECT count(*) FROM volumes -- all"))
                .stop("wsgi", "root", Notifications.BASE_ID, 40_000, Map.of())
                .notifications;
    }

    /** A root and below it a span for each odd text, which has it in all places. */
    static Notifications odd() {
        PageSamples odd =
                new PageSamples().span("wsgi", "root", Notifications.BASE_ID, 0, 100_000, request("GET", "/"));
        for (int i = 0; i < ODD.size(); i++) {
            String text = ODD.get(i);
            String id = i + text;
            odd.on(text, text)
                    .start(
                            "n" + text,
                            id,
                            "root",
                            1_000L * i,
                            Map.of(
                                    "db",
                                    Map.of("statement", "SELECT " + i + " -- " + text, "params", Map.of(text, text)),
                                    text,
                                    List.of(text)))
                    .stop("n" + text, id, "root", 1_000L * i + 900, Map.of("etype", text, "message", text));
        }
        return odd.notifications;
    }

    /** Children of one span, {@code s0} to {@code s9999}. */
    static Notifications wide() {
        PageSamples wide = new PageSamples().start("wsgi", "root", Notifications.BASE_ID, 0, request("GET", "/all"));
        for (int i = 0; i < 10_000; i++) {
            wide.span("db", "s" + i, "root", 10L * i, 10L * i + 7, statement("SELECT " + "abcde".charAt(i % 5)));
        }
        return wide.stop("wsgi", "root", Notifications.BASE_ID, 200_000, Map.of()).notifications;
    }

    /** More children than have their ids before the page's script; ids as OSProfiler writes them, the last ends in 4e20. */
    static Notifications large() {
        String root = new UUID(1, 0).toString();
        PageSamples large = new PageSamples().start("wsgi", root, Notifications.BASE_ID, 0, request("GET", "/all"));
        for (int i = 1; i <= 20_000; i++) {
            String id = new UUID(1, i).toString();
            large.span("db", id, root, 10L * i, 10L * i + 7, statement("SELECT " + "abcde".charAt(i % 5)));
        }
        return large.stop("wsgi", root, Notifications.BASE_ID, 300_000, Map.of()).notifications;
    }

    /** Twelve requests, each with so many queries that what any two of them tell is packed in different blocks. */
    static Notifications requestsFarApart() {
        PageSamples far = new PageSamples();
        for (int i = 0; i < 12; i++) {
            String request = "r" + i;
            long begun = 100_000L * i;
            far.start("wsgi", request, Notifications.BASE_ID, begun, request("GET", "/" + i));
            for (int k = 0; k < 2_100; k++) {
                far.span("db", request + "." + k, request, begun + 10L * k, begun + 10L * k + 7, statement("SELECT 1"));
            }
            far.stop(
                    "wsgi",
                    request,
                    Notifications.BASE_ID,
                    begun + 50_000,
                    Map.of("response", Map.of("status", 200L + i)));
        }
        return far.notifications;
    }
}
