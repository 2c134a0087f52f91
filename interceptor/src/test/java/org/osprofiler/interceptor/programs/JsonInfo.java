package org.osprofiler.interceptor.programs;

import java.util.List;
import java.util.Map;
import org.osprofiler.InfoWriter;
import org.osprofiler.SpanInfo;

/** An {@code info} as a program gives it: any JSON. */
record JsonInfo(Map<String, Object> fields) implements SpanInfo {

    @Override
    public void write(InfoWriter out) {
        fields.forEach((key, value) -> write(out, key, value));
    }

    private static void write(InfoWriter out, String key, Object value) {
        if (value instanceof Map<?, ?> map) {
            out.beginObject(key);
            writeFields(out, map);
        } else if (value instanceof List<?> list) {
            out.beginArray(key);
            writeItems(out, list);
        } else {
            out.field(key, value);
        }
    }

    private static void writeFields(InfoWriter out, Map<?, ?> map) {
        map.forEach((key, value) -> write(out, (String) key, value));
        out.endObject();
    }

    private static void writeItems(InfoWriter out, List<?> list) {
        for (Object item : list) {
            if (item instanceof Map<?, ?> map) {
                out.beginObject();
                writeFields(out, map);
            } else if (item instanceof List<?> inner) {
                out.beginArray();
                writeItems(out, inner);
            } else {
                out.item(item);
            }
        }
        out.endArray();
    }
}
