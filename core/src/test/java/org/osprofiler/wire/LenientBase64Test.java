package org.osprofiler.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Python's {@code base64.urlsafe_b64decode} makes of texts that are not quite base64. */
class LenientBase64Test {

    @ParameterizedTest
    @CsvSource({
        "'', ''",
        "QQ==, 41",
        "QUJD=, 414243",
        "QU-_, 414fbf",
        "QU+/, 414fbf",
        "====, ''",
        "=QUJD, 414243",
        "QU=JD, 414243",
        "'QQ=\n=', 41",
        "QQ=Q=, 4104",
        "QUI=QUI=, 4142",
        "QQ==QUJD, 41",
        "Q!U J.D, 414243"
    })
    void text_isDecodedAsByPython(String text, String hex) {
        assertThat(HeaderVerifier.decodeBase64(text)).isEqualTo(HexFormat.of().parseHex(hex));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Q", "QQ", "QUJ", "QQ=", "Q=Q=", "Q===", "QQ=Q", "QUJD\u00e9"})
    void text_thatPythonRefuses_isRefused(String text) {
        assertThat(HeaderVerifier.decodeBase64(text)).isNull();
    }
}
