package org.osprofiler.paste;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osprofiler.wire.PythonText;

/**
 * An ini as Python's {@code configparser} reads it in PasteDeploy: strict (nothing twice), names with their case, lines that
 * begin with {@code #} or {@code ;} are comments, deeper indented lines continue a value, also after empty ones.
 *
 * @param defaults the section {@code [DEFAULT]}
 * @param sections all others, in the order of the file
 * @param places the lines of the sections' names
 */
record IniFile(
        ConfigSource source,
        Map<String, Entry> defaults,
        Map<String, Map<String, Entry>> sections,
        Map<String, Place> places) {

    static final String DEFAULT = "DEFAULT";

    /**
     * @throws ConfigException at the first line that {@code configparser} refuses
     */
    static IniFile read(ConfigSource source) {
        Parser parser = new Parser(source);
        for (String line : SourceText.lines(source)) {
            parser.line(line);
        }
        parser.endValue();
        return new IniFile(source, parser.defaults, parser.sections, parser.places);
    }

    private static final class Parser {
        private final ConfigSource source;
        private final Map<String, Entry> defaults = new LinkedHashMap<>();
        private final Map<String, Map<String, Entry>> sections = new LinkedHashMap<>();
        private final Map<String, Place> places = new LinkedHashMap<>();
        private int lineNumber;
        private int indent;
        private String sectionName = "";
        private @Nullable Map<String, Entry> section;
        private @Nullable Entry option;
        private final StringBuilder value = new StringBuilder();

        Parser(ConfigSource source) {
            this.source = source;
        }

        void line(String line) {
            lineNumber++;
            String text = PythonText.strip(line);
            if (text.isEmpty()) {
                value.append('\n'); // counts only when more of the value follows
            } else if (text.charAt(0) != '#' && text.charAt(0) != ';') {
                int column = line.indexOf(text.charAt(0));
                if (option != null && column > indent) {
                    value.append('\n').append(text);
                    return;
                }
                endValue();
                indent = column;
                if (!header(text)) {
                    option(text);
                }
            }
        }

        void endValue() {
            if (option != null && section != null) {
                section.put(option.name(), option.withValue(PythonText.stripEnd(value)));
            }
            option = null;
            value.setLength(0);
        }

        private boolean header(String text) {
            int close = text.lastIndexOf(']');
            if (text.charAt(0) != '[' || close < 2) {
                return false;
            }
            sectionName = text.substring(1, close);
            if (sectionName.equals(DEFAULT)) {
                section = defaults;
                return true;
            }
            Place first = places.putIfAbsent(sectionName, here());
            if (first != null) {
                throw new ConfigException(
                        here(),
                        "the section [" + sectionName + "] is here for the second time, the first is in line "
                                + first.line() + "; put both together");
            }
            section = new LinkedHashMap<>();
            sections.put(sectionName, section);
            return true;
        }

        private void option(String text) {
            if (section == null) {
                throw new ConfigException(
                        here(), "text before the first section; begin with a line like [filter:osprofiler]");
            }
            int delimiter = 0;
            while (delimiter < text.length() && text.charAt(delimiter) != '=' && text.charAt(delimiter) != ':') {
                delimiter++;
            }
            String name = PythonText.strip(text.substring(0, delimiter));
            if (delimiter == text.length() || name.isEmpty()) {
                // The line itself is not shown: a key may stand in it.
                throw new ConfigException(
                        here(),
                        "neither an option nor a section nor a comment; write NAME = VALUE, [SECTION] or # TEXT");
            }
            Entry twice = section.get(name);
            if (twice != null) {
                throw new ConfigException(
                        here(),
                        "the " + WrittenName.option(name) + " is in [" + sectionName
                                + "] for the second time, the first is in line "
                                + twice.place().line() + "; remove one of them");
            }
            option = new Entry(name, "", here());
            value.append(PythonText.strip(text.substring(delimiter + 1)));
        }

        private Place here() {
            return new Place(source.name(), lineNumber);
        }
    }
}
