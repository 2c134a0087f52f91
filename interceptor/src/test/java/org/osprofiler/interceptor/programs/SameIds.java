package org.osprofiler.interceptor.programs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Which id of ours stands for which {@code <id-1>} of a record: one for one. Other ids are equal. */
final class SameIds {

    private final Map<String, String> ours = new HashMap<>();
    private final Map<String, String> recorded = new HashMap<>();

    void check(Object record, Object own, String where) {
        String placeholder = String.valueOf(record);
        String id = String.valueOf(own);
        if (!placeholder.startsWith("<id-")) {
            assertThat(id).as(where).isEqualTo(placeholder);
            return;
        }
        assertThat(UUID.fromString(id)).as(where).hasToString(id);
        assertThat(ours.computeIfAbsent(placeholder, any -> id))
                .as("%s: %s is one id", where, placeholder)
                .isEqualTo(id);
        assertThat(recorded.computeIfAbsent(id, any -> placeholder))
                .as("%s: %s stands for one id", where, id)
                .isEqualTo(placeholder);
    }
}
