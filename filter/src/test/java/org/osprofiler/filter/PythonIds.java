package org.osprofiler.filter;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Which id of ours stands for which one that Python made: one for one. */
final class PythonIds {

    private static final List<String> FIELDS = List.of("base_id", "trace_id", "parent_id");

    private final MiddlewareCase each;
    private final Map<String, String> ours = new LinkedHashMap<>();

    PythonIds(MiddlewareCase each) {
        this.each = each;
    }

    /** Pairs the ids of two lists of notifications. */
    void pair(List<Map<String, Object>> python, List<Map<String, Object>> sent) {
        for (int i = 0; i < Math.min(python.size(), sent.size()); i++) {
            for (String field : FIELDS) {
                Object id = python.get(i).get(field);
                if (each.isGenerated(id)) {
                    ours.putIfAbsent(
                            String.valueOf(id), String.valueOf(sent.get(i).get(field)));
                }
            }
        }
        assertThat(ours.values())
                .as("ids that were made")
                .doesNotHaveDuplicates()
                .allSatisfy(id -> assertThat(UUID.fromString(id)).hasToString(id));
    }

    /** Python's notifications with our ids. */
    List<Map<String, Object>> translated(List<Map<String, Object>> python) {
        return python.stream().map(this::translated).toList();
    }

    private Map<String, Object> translated(Map<String, Object> notification) {
        Map<String, Object> translated = new LinkedHashMap<>(notification);
        for (String field : FIELDS) {
            translated.computeIfPresent(field, (name, id) -> translated(id));
        }
        return translated;
    }

    Object translated(Object id) {
        return id instanceof String text ? ours.getOrDefault(text, text) : id;
    }

    /** The value of X-Trace-Info that Python sent, with our ids. */
    String translatedInfo(String info, Map<String, String> sameIds) {
        String json = new String(Base64.getUrlDecoder().decode(info), StandardCharsets.US_ASCII);
        for (Map.Entry<String, String> same : sameIds.entrySet()) {
            json = json.replace(same.getKey(), same.getValue());
        }
        for (Map.Entry<String, String> id : ours.entrySet()) {
            json = json.replace(id.getKey(), id.getValue());
        }
        return Base64.getUrlEncoder().encodeToString(json.getBytes(StandardCharsets.US_ASCII));
    }
}
