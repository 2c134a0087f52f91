package org.osprofiler.report.page;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osprofiler.wire.JsonWriter;

/**
 * The fields of {@code info}, flat: {@code request.path} → {@code /v3/volumes}. Lists stay JSON, and so does what is nested
 * deeper than {@value #LEVELS} levels: each level makes the names below it longer. Iterative.
 */
final class InfoFields {

    static final int LEVELS = 32;

    private InfoFields() {}

    private record Open(String prefix, Iterator<? extends Map.Entry<?, ?>> fields) {}

    static Map<String, String> of(Map<String, @Nullable Object> info) {
        Map<String, String> flat = new LinkedHashMap<>();
        Deque<Open> open = new ArrayDeque<>(List.of(new Open("", info.entrySet().iterator())));
        while (!open.isEmpty()) {
            Open object = open.element();
            if (!object.fields.hasNext()) {
                open.pop();
                continue;
            }
            Map.Entry<?, ?> field = object.fields.next();
            String name = object.prefix + field.getKey();
            if (field.getValue() instanceof Map<?, ?> nested && !nested.isEmpty() && open.size() < LEVELS) {
                open.push(new Open(name + ".", nested.entrySet().iterator()));
            } else {
                flat.put(name, text(field.getValue()));
            }
        }
        return flat;
    }

    private static String text(@Nullable Object value) {
        return value instanceof String text ? text : JsonWriter.toText(value, JsonWriter.Style.PYTHON);
    }
}
