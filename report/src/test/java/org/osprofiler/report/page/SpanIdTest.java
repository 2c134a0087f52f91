package org.osprofiler.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpanIdTest {

    @Test
    void uuid_isSixteenOctets() {
        assertThat(SpanId.octets("0123af89-abcd-4f01-a345-0123456789ff"))
                .isEqualTo(HexFormat.of().parseHex("0123af89abcd4f01a3450123456789ff"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0123af89-abcd-4f01-a345-0123456789f",
                "0123af89-abcd-4f01-a345-0123456789ff0",
                "0123AF89-abcd-4f01-a345-0123456789ff",
                "0123af89+abcd-4f01-a345-0123456789ff",
                "0123af89-abcd-4f01-a345-0123456789fg",
                "0123af89-abcd-4f01-a345-012345678-ff",
                "0123af89-abcd-4f01-a345-0123456789f\u0661"
            })
    void anotherText_isNone(String id) {
        assertThat(SpanId.octets(id)).isNull();
    }
}
