package org.osprofiler.paste;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Inis around a section {@code filter:osprofiler}. No value has a {@code #} after white space: what is done there differs on
 * purpose (contract D6). No factory is anybody's but OSProfiler's, no filter stands around another, and no section wants a
 * Python package, for those are not looked at.
 */
final class RandomInis extends RandomTexts {

    private static final String FACTORY = "paste.filter_factory = osprofiler.web:WsgiMiddleware.factory";

    /** Those of the section that is being written: twice they are refused. */
    private final Set<String> names = new HashSet<>();

    RandomInis(long seed) {
        super(seed);
    }

    /** The main one; {@code other.ini} is written beside it. */
    String ini() {
        names.clear();
        StringBuilder text = new StringBuilder();
        if (!oneIn(5)) {
            text.append(oneIn(40) ? oneOf("[default]", "[ DEFAULT ]", "[DEFAULT] x", "[DEFAULT]x]") : "[DEFAULT]")
                    .append(lineEnd());
            for (String name : List.of("x", "y", "debug", "service")) {
                if (!oneIn(6)) {
                    names.add(name); // what others refer to
                    text.append(name)
                            .append(delimiter())
                            .append(oneIn(3) ? "%(here)s" : oneIn(2) ? "" : name)
                            .append(lineEnd());
                }
            }
            text.append(options(0, 4));
        }
        section(text, "osprofiler", true);
        if (oneIn(2)) {
            section(text, "base", true);
        }
        if (oneIn(4)) {
            section(text, "other", oneIn(2));
        }
        if (oneIn(25)) {
            text.append("[DEFAULT]").append(lineEnd()).append(options(0, 2));
        }
        if (oneIn(40)) {
            text.append(oneOf("hmac_keys", "=", " = x", "[", "[]", "]", ": y", "[filter:base", "[filter:base]"));
        }
        return text.toString();
    }

    Map<String, Object> given() {
        Map<String, Object> given = new LinkedHashMap<>();
        while (oneIn(4)) {
            given.put(
                    oneOf("x", "y", "hmac_keys", "service", "here", "debug", "set x", "get y", "use"),
                    oneOf("", "1", "%(here)s", "%%", "base", "x"));
        }
        return given;
    }

    private void section(StringBuilder text, String name, boolean filter) {
        String header = "[filter:" + (oneIn(15) ? space() : "") + name + (oneIn(15) ? space() : "") + "]";
        text.append(oneIn(15) ? space() : "")
                .append(header)
                .append(oneIn(15) ? oneOf(" # text", " ]", "]", ";", " x") : "")
                .append(lineEnd());
        names.clear();
        String before = options(0, 3);
        String factory = (filter && oneIn(2)) || oneIn(4) ? FACTORY : use();
        text.append(before).append(oneIn(40) ? "" : factory + lineEnd()).append(options(0, 3));
        if (oneIn(3)) {
            text.append(lineEnd());
        }
    }

    private String use() {
        return "use" + delimiter()
                + (!oneIn(4)
                        ? oneOf(
                                "base",
                                "base",
                                "other",
                                "egg:osprofiler#osprofiler",
                                "config:other.ini",
                                "config:other.ini#base")
                        : oneOf(
                                "osprofiler",
                                " base ",
                                "Base",
                                "filter:base",
                                "egg:osprofiler",
                                "EGG:OSProfiler#osprofiler",
                                "egg:osprofiler#Osprofiler",
                                "egg:osprofiler# osprofiler",
                                "config:other.ini",
                                "config:other.ini#base",
                                "config: other.ini#base",
                                "config:./other.ini#main",
                                "config:%(here)s/other.ini#base",
                                "%(x)s",
                                "config:.\\other.ini#base",
                                "config:oth%%65r.ini#base",
                                "config:missing.ini",
                                "CONFIG:other.ini#base",
                                "config:other.ini#nobody",
                                "config:other.ini#",
                                "config:#base",
                                "config:other.ini#egg:osprofiler#osprofiler",
                                "config:other.ini#config:other.ini#base",
                                "co-nfig:other.ini",
                                ":base",
                                ""));
    }

    private String options(int least, int most) {
        return several(least, most, this::option);
    }

    private String option() {
        if (oneIn(8)) {
            return oneOf("# comment", "; comment", "#hmac_keys = no", "", " ", "\t", "  # indented", "\u00a0")
                    + lineEnd();
        }
        String indent = oneIn(60) ? oneOf(" ", "  ", "\t") : "";
        String name = oneIn(25)
                ? oneOf(
                        "hmac keys",
                        "hmac_keys ",
                        "Set x",
                        "set",
                        "get",
                        "set  y",
                        "get\tx",
                        "se t",
                        "%(x)s",
                        "[x",
                        "\"a\"")
                : oneOf(
                        "hmac_keys",
                        "enabled",
                        "service",
                        "x",
                        "y",
                        "z",
                        "Enabled",
                        "get x",
                        "get service",
                        "get y",
                        "set x",
                        "set y",
                        "set hmac_keys",
                        "debug",
                        "x",
                        "y",
                        "debug",
                        "here",
                        "__file__");
        if (!names.add(name) && !oneIn(40)) {
            return "";
        }
        String value = name.startsWith("get ") && !oneIn(8) ? oneOf("x", "y", "here", "service", "debug") : value();
        return indent + name + delimiter() + value + lineEnd() + several(0, 3, this::more);
    }

    private String more() {
        if (!oneIn(5)) {
            return "";
        }
        return oneIn(3)
                ? oneOf("", " ", "   # comment", " ; comment", "\t") + lineEnd()
                : oneOf(" ", "  ", "    ", "\t", "\u00a0", "\u000c") + value() + lineEnd();
    }

    private String value() {
        return oneIn(8) ? oneOf("", "", "%(x)s", "%(y)s") : several(0, 3, this::piece);
    }

    private String piece() {
        return oneIn(5)
                ? oneOf("%(x)s", "%(y)s", "%(here)s", "%(__file__)s", "%%", "%(debug)s")
                : oneIn(100)
                        ? oneOf(
                                "%",
                                "%(",
                                "%(x)",
                                "%()s",
                                "%(x)d",
                                "%(nobody)s",
                                "%(X)s",
                                "%(hmac_keys)s",
                                "%(service)s",
                                "%(z)s",
                                "%s",
                                "%(get x)s",
                                "%(set x)s",
                                "%%(x)s",
                                "%( x )s")
                        : oneOf(
                                "x", "y", "yes", "no", "k3y", ",", ", ", "a=b", "a:b", "a#b", "a;b", " ;c", "\"q\"",
                                "'", "=", ":", "[x]", "\\n", "$x", "\u00e9", "\u00a0", "service", "base");
    }
}
