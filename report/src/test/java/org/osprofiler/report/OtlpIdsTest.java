package org.osprofiler.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.osprofiler.report.Notifications.BASE_ID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OtlpIdsTest {

    private static final String UUID = "1c089ea8-28fe-4f3d-8c00-f6daa2bc32f1";

    private static OtlpIds ids(String... spanIds) {
        Notifications notifications = new Notifications();
        for (String spanId : spanIds) {
            notifications.span("a", spanId, BASE_ID, 0, 1);
        }
        return new OtlpIds(notifications.trace());
    }

    /** Made with {@code osprofiler._utils.shorten_id} and {@code uuid.UUID(…).int} of Python. */
    @ParameterizedTest
    @CsvSource({
        "4e3e0ec6-2938-40b1-8504-09eb1d4b0dee, 4e3e0ec6293840b1850409eb1d4b0dee, 850409eb1d4b0dee",
        "1c089ea8-28fe-4f3d-8c00-f6daa2bc32f1, 1c089ea828fe4f3d8c00f6daa2bc32f1, 8c00f6daa2bc32f1",
        "e2715537-3d1c-4f0c-b3af-87355dc5fc5b, e27155373d1c4f0cb3af87355dc5fc5b, b3af87355dc5fc5b",
        "{1C089EA828FE4F3D8C00F6DAA2BC32F1}, 1c089ea828fe4f3d8c00f6daa2bc32f1, 8c00f6daa2bc32f1",
        "urn:uuid:00000000-0000-4000-0000-00000000000a, 0000000000004000000000000000000a, 000000000000000a"
    })
    void idsOfUuids_areThoseOfPython(String uuid, String ofTrace, String ofSpan) {
        assertThat(OtlpIds.ofTrace(uuid)).isEqualTo(ofTrace);
        assertThat(ids(uuid).ofSpan(uuid)).isEqualTo(ofSpan);
        assertThat(ids().ofSpan(uuid)).isEqualTo(ofSpan);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "1", "no uuid", "00000000-0000-0000-0000-000000000000", "1c089ea828fe4f3d8c00f6daa2bc32fg"})
    void idsOfOtherTexts_areAlwaysTheSame_andNever0(String id) {
        assertThat(OtlpIds.ofTrace(id))
                .matches("[0-9a-f]{32}")
                .doesNotMatch("0+")
                .isEqualTo(OtlpIds.ofTrace(id));
        assertThat(ids(id).ofSpan(id))
                .matches("[0-9a-f]{16}")
                .doesNotMatch("0+")
                .isEqualTo(ids().ofSpan(id));
    }

    @Test
    void idsOfHalfCharacters_differ() {
        assertThat(OtlpIds.ofTrace("\ud800")).isNotEqualTo(OtlpIds.ofTrace("\ud801"));
    }

    @Test
    void spansThatWouldShareAnId_getTheirOwn() {
        String[] spans = {UUID, UUID.replace("-", ""), UUID.toUpperCase(java.util.Locale.ROOT), "0" + UUID.substring(1)
        };
        OtlpIds ids = ids(spans);
        assertThat(spans)
                .extracting(ids::ofSpan)
                .doesNotHaveDuplicates()
                .first()
                .isEqualTo("8c00f6daa2bc32f1");
    }
}
