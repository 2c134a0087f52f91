package org.osprofiler.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrintableTest {

    @ParameterizedTest
    @CsvSource({
        "plain ж 漢, plain ж 漢",
        "\ud83d\ude80, \ud83d\ude80",
        "\ud83d\udc69\u200d\ud83d\ude80, \ud83d\udc69\u200d\ud83d\ude80",
        "a\u001b[2J, a\\u001b[2J",
        "\u202ex, \\u202ex",
        "\ud800x, \\ud800x",
        "x\udc00, x\\udc00",
        "\udb40\udc41x, \\udb40\\udc41x"
    })
    void whatIsInvisible_isShown(String text, String shown) {
        assertThat(Printable.of(text)).isEqualTo(shown);
    }
}
