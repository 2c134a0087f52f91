package org.osprofiler.paste;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osprofiler.wire.PythonText;

/**
 * A conf file as oslo.config's {@code iniparser} reads it: no comments behind values, one pair of quotes around a value is
 * taken off, an indented line continues the value whatever it looks like, the last of several assignments counts.
 *
 * @param groups options by group; all names of groups but {@code DEFAULT} ignore case, those of options do not
 */
record OsloFile(ConfigSource source, Map<String, Map<String, Entry>> groups) {

    static final String DEFAULT = "DEFAULT";

    /**
     * @throws ConfigException at the first line that oslo.config refuses
     */
    static OsloFile read(ConfigSource source) {
        Parser parser = new Parser(source);
        for (String line : SourceText.lines(source)) {
            parser.line(line);
        }
        parser.endValue();
        return new OsloFile(source, parser.groups);
    }

    @Nullable
    Entry find(String group, String option) {
        return groups.getOrDefault(group, Map.of()).get(option);
    }

    private static final class Parser {
        private final ConfigSource source;
        private final Map<String, Map<String, Entry>> groups = new LinkedHashMap<>();
        private final StringBuilder value = new StringBuilder();
        private int lineNumber;
        private @Nullable Map<String, Entry> group;
        private @Nullable Entry option;

        Parser(ConfigSource source) {
            this.source = source;
        }

        void line(String line) {
            lineNumber++;
            String text = PythonText.stripEnd(line);
            if (text.isEmpty()) {
                endValue();
            } else if (text.charAt(0) == ' ' || text.charAt(0) == '\t') {
                if (option == null) {
                    throw refuse("an indented line continues a value, and there is none to continue; "
                            + "begin the line at its first column");
                }
                value.append('\n').append(PythonText.strip(text));
            } else {
                endValue();
                if (text.charAt(0) == '[') {
                    section(text);
                } else if (text.charAt(0) != '#' && text.charAt(0) != ';') {
                    assignment(text);
                }
            }
        }

        void endValue() {
            if (option != null && group != null) {
                group.put(option.name(), option.withValue(value.toString()));
            }
            option = null;
            value.setLength(0);
        }

        private void section(String text) {
            if (!text.endsWith("]")) {
                throw refuse("a section's line ends with ']', and nothing may follow, no comment either");
            }
            if (text.length() <= 2) {
                throw refuse("a section without a name; write [NAME]");
            }
            String name = text.substring(1, text.length() - 1);
            String normalised = name.equals(DEFAULT) ? name : name.toLowerCase(Locale.ROOT);
            group = groups.computeIfAbsent(normalised, none -> new LinkedHashMap<>());
        }

        private void assignment(String text) {
            int delimiter = 0;
            while (delimiter < text.length() && text.charAt(delimiter) != '=' && text.charAt(delimiter) != ':') {
                delimiter++;
            }
            String name = PythonText.strip(text.substring(0, delimiter));
            if (delimiter == text.length() || name.isEmpty()) {
                // The line itself is not shown: a key may stand in it.
                throw refuse("neither an option nor a section nor a comment; write NAME = VALUE, [SECTION] or # TEXT");
            }
            if (group == null) {
                throw refuse("an option before the first section; begin with a line like [profiler]");
            }
            option = new Entry(name, "", new Place(source.name(), lineNumber));
            value.append(unquoted(PythonText.strip(text.substring(delimiter + 1))));
        }

        private static String unquoted(String text) {
            if (text.isEmpty() || (text.charAt(0) != '"' && text.charAt(0) != '\'')) {
                return text;
            }
            // Python's value[1:-1]: of a lone quote nothing is left.
            return text.charAt(0) == text.charAt(text.length() - 1)
                    ? text.substring(1, Math.max(1, text.length() - 1))
                    : text;
        }

        private ConfigException refuse(String text) {
            return new ConfigException(new Place(source.name(), lineNumber), text);
        }
    }
}
