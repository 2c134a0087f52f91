package org.osprofiler.cli;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.osprofiler.wire.JsonWriter;

/** The table in which the cinder client prints a volume: sorted, in Python's spelling. */
final class PropertyTable {

    private static final String PROPERTY = "Property";
    private static final String VALUE = "Value";

    private PropertyTable() {}

    static void write(Appendable out, Map<?, ?> volume) throws IOException {
        Map<String, String> rows = new TreeMap<>();
        volume.forEach((name, value) -> rows.put(String.valueOf(name), spelled(value)));
        rows.remove("links"); // the client leaves them out
        int left = width(PROPERTY, rows.keySet());
        int right = width(VALUE, rows.values());
        String rule = "+" + "-".repeat(left + 2) + "+" + "-".repeat(right + 2) + "+\n";
        out.append(rule).append(row(PROPERTY, left, VALUE, right)).append(rule);
        for (Map.Entry<String, String> row : rows.entrySet()) {
            out.append(row(row.getKey(), left, row.getValue(), right));
        }
        out.append(rule);
    }

    private static int width(String head, Iterable<String> texts) {
        int width = head.length();
        for (String text : texts) {
            width = Math.max(width, text.length());
        }
        return width;
    }

    private static String row(String name, int left, String value, int right) {
        return "| " + name + " ".repeat(left - name.length()) + " | " + value + " ".repeat(right - value.length())
                + " |\n";
    }

    private static String spelled(@Nullable Object value) {
        if (value == null) {
            return "None";
        }
        if (value instanceof Boolean on) {
            return on ? "True" : "False";
        }
        return value instanceof Map<?, ?> || value instanceof List<?>
                ? JsonWriter.toText(value, JsonWriter.Style.PYTHON)
                : value.toString();
    }
}
