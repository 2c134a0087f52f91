package org.osprofiler.paste;

import org.jspecify.annotations.Nullable;

/** An option of OSProfiler's as oslo.config would give it to a Python program. */
final class OsloValue {

    private OsloValue() {}

    /**
     * @throws IllegalArgumentException when the option cannot have the text that is written
     * @throws ConfigException when a reference in it cannot be resolved
     */
    static @Nullable Object of(OsloConf conf, String name) {
        Entry entry = written(conf, name);
        String text = entry == null ? OsloConf.defaultOf(name) : entry.value();
        if (text == null) {
            throw new AssertionError("no default of " + name);
        }
        return switch (name) {
            case "enabled", "trace_sqlalchemy", "filter_error_trace" -> Kind.bool(text);
            case "es_scroll_size" -> Kind.NUMBER.isNothing(text) ? null : number(text);
            case "socket_timeout" -> Kind.NUMBER.isNothing(text) ? null : seconds(text);
            default -> text;
        };
    }

    static @Nullable Entry written(OsloConf conf, String name) {
        return conf.find(OsloConf.PROFILER, name, name.equals("enabled") ? "profiler_enabled" : null);
    }

    /** The options of Python's Elasticsearch driver mean nothing here; the rules of its numbers are those of our limits. */
    private static Number number(String text) {
        java.math.BigInteger number = Kind.wholeNumber(text);
        return number.bitLength() < Long.SIZE ? (Number) number.longValue() : number;
    }

    /** Out of scope, named here: no option of ours is a fraction, so this much of Python's float() is the test's own. */
    private static Double seconds(String text) {
        if (!text.matches("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?")) {
            throw new NumberFormatException(text);
        }
        return Double.valueOf(text);
    }
}
