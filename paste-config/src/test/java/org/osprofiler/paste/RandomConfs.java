package org.osprofiler.paste;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Confs around a section {@code profiler}. */
final class RandomConfs extends RandomTexts {

    RandomConfs(long seed) {
        super(seed);
    }

    /** The first one has what a service would have, for references. */
    List<String> files() {
        List<String> files = new ArrayList<>(List.of("[DEFAULT]\nhost = h0st\n[other]\nurl = u\n" + file()));
        while (oneIn(3)) {
            files.add(file());
        }
        return files;
    }

    Map<String, Object> environment() {
        Map<String, Object> environment = new LinkedHashMap<>();
        while (oneIn(4)) {
            environment.put(
                    oneIn(5)
                            ? "OS_DEFAULT__ENABLED"
                            : "OS_PROFILER__"
                                    + oneOf(
                                            "ENABLED",
                                            "HMAC_KEYS",
                                            "CONNECTION_STRING",
                                            "PROFILER_ENABLED",
                                            "es_doc_type",
                                            "ES_DOC_TYPE"),
                    value(oneOf("hmac_keys", "enabled")));
        }
        return environment;
    }

    private String file() {
        StringBuilder text = new StringBuilder();
        if (oneIn(3)) {
            text.append("[DEFAULT]").append(lineEnd()).append(several(0, 3, this::option));
        }
        text.append(
                        oneIn(4)
                                ? oneOf(
                                        "[Profiler]",
                                        "[PROFILER]",
                                        "[other]",
                                        "[ profiler]",
                                        "[profiler ]",
                                        "[profiler] ")
                                : "[profiler]")
                .append(lineEnd())
                .append(several(0, 5, this::option));
        if (oneIn(4)) {
            text.append(oneOf("[profiler]", "[other]", "[DEFAULT]", "[default]"))
                    .append(lineEnd())
                    .append(several(0, 3, this::option));
        }
        if (oneIn(25)) {
            text.append(oneOf(
                    "enabled", "[", "[]", "[x", "[profiler] # x", "= x", ": x", "  enabled = yes", "\u00a0x = y", "]"));
        }
        return text.toString();
    }

    private String option() {
        if (oneIn(8)) {
            return oneOf("# comment", "; comment", "", " ", "\t", "#enabled = yes", "\u00a0") + lineEnd();
        }
        String name = oneIn(15)
                ? oneOf("Enabled", "es doc", "hmac-keys", "\u00e9", "trace_requests", "\"enabled\"", "enabled\u00a0")
                : oneOf(
                        "enabled",
                        "profiler_enabled",
                        "hmac_keys",
                        "hmac_keys",
                        "connection_string",
                        "trace_sqlalchemy",
                        "filter_error_trace",
                        "es_doc_type",
                        "es_scroll_size",
                        "es_scroll_time",
                        "sentinel_service_name");
        return name + delimiter() + value(name) + lineEnd() + several(0, 2, this::more);
    }

    private String more() {
        if (!oneIn(6)) {
            return "";
        }
        return oneOf(" ", "  ", "\t", " \u00a0", "\u00a0")
                + oneOf("x", "# x", "; x", "a = b", "[x]", "'q'", "", "$es_doc_type", "yes")
                + lineEnd();
    }

    private String value(String name) {
        if (name.contains("enabled") || name.startsWith("trace") || name.startsWith("filter")) {
            return oneIn(6)
                    ? text()
                    : oneOf(
                            "yes",
                            "NO",
                            "True",
                            "false",
                            "1",
                            "0",
                            "on",
                            "Off",
                            "'yes'",
                            "\" on\"",
                            "t",
                            "y",
                            "",
                            "2",
                            "yes # x",
                            "$enabled",
                            "$trace_sqlalchemy");
        }
        if (name.equals("es_scroll_size")) {
            return oneIn(6)
                    ? text()
                    : oneOf(
                            "1",
                            "-5",
                            "+7",
                            "1_0",
                            "1__0",
                            "_1",
                            "0x10",
                            "1.0",
                            "'12'",
                            "",
                            " 3",
                            "\u0663",
                            "1e3",
                            "- 1",
                            "010",
                            "99999999999999999999");
        }
        return text();
    }

    private String text() {
        return oneIn(8)
                ? oneOf("\"", "'") + several(0, 3, this::piece) + oneOf("\"", "'", "")
                : several(0, 3, this::piece);
    }

    private String piece() {
        return oneIn(4)
                ? oneOf(
                        "$es_doc_type",
                        "${es_doc_type}",
                        "$profiler.hmac_keys",
                        "${profiler.es_scroll_size}",
                        "$$",
                        "\\$",
                        "$hmac_keys",
                        "${Profiler.enabled}",
                        "$es_scroll_time",
                        "$sentinel_service_name",
                        "${profiler.trace_sqlalchemy}")
                : oneIn(30)
                        ? oneOf(
                                "$",
                                "${",
                                "${x",
                                "$x",
                                "$1",
                                "${}",
                                "${profiler.}",
                                "$profiler",
                                "$other.x",
                                "$other.url",
                                "$Other.x",
                                "$host",
                                "$DEFAULT.host",
                                "$default.host",
                                "${profiler.host}",
                                "$other.host",
                                "${ es_doc_type }",
                                "$es_doc_type.x",
                                "\\\\$es_doc_type",
                                "$es_doc_type-x",
                                "$.x",
                                "$\u00e9",
                                "$ES_DOC_TYPE",
                                "$DEFAULT.x",
                                "${x}",
                                "$es_doc_type\u0131")
                        : oneOf(
                                "x", "yes", "k3y", ",", ", ", " # c", "#", ";", "a=b", "a:b", "'", "\"", "\\", "%",
                                "%(x)s", "\u00e9", "\u00a0", " ", "\t");
    }
}
