package org.osprofiler.paste;

import java.math.BigInteger;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.osprofiler.wire.PythonText;

/** An option of OSProfiler's as oslo.config would give it to a Python program. */
final class OsloValue {

    private static final Pattern FLOAT =
            Pattern.compile("[-+]?(D\\.?(D)?|\\.D)(e[-+]?D)?".replace("D", "\\d+(?:_\\d+)*"));
    private static final Pattern NO_NUMBER = Pattern.compile("([-+]?)(nan|inf|infinity)");

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
        BigInteger number = Kind.wholeNumber(text);
        return number.bitLength() < Long.SIZE ? (Number) number.longValue() : number;
    }

    /** Out of scope, named here: no option of ours is a fraction, so this much of Python's float() is the test's own. */
    private static Double seconds(String text) {
        String number = PythonText.strip(text)
                .codePoints()
                .map(c -> Character.isDigit(c) ? '0' + Character.digit(c, 10) : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString()
                .toLowerCase(Locale.ROOT);
        Matcher noNumber = NO_NUMBER.matcher(number);
        if (noNumber.matches()) {
            return Double.valueOf(noNumber.group(1) + (noNumber.group(2).equals("nan") ? "NaN" : "Infinity"));
        }
        if (!FLOAT.matcher(number).matches()) {
            throw new NumberFormatException(text);
        }
        return Double.valueOf(number.replace("_", ""));
    }
}
