package org.osprofiler.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampTest {

    @ParameterizedTest
    @CsvSource({
        "0, 1970-01-01T00:00:00.000000",
        "1, 1970-01-01T00:00:00.000001",
        "-1, 1969-12-31T23:59:59.999999",
        "1773480413589793, 2026-03-14T09:26:53.589793",
        "951782400000000, 2000-02-29T00:00:00.000000",
        "253402300799999999, 9999-12-31T23:59:59.999999",
        "-62135596800000000, 0001-01-01T00:00:00.000000"
    })
    void time_goesThereAndBack(long micros, String text) {
        StringBuilder written = new StringBuilder();
        Timestamp.append(written, micros);
        assertThat(written).hasToString(text);
        assertThat(Timestamp.parse(text)).hasValue(micros);
        assertThat(Timestamp.isWritten(text, micros)).isTrue();
        assertThat(Timestamp.isWritten(text, micros + 1)).isFalse();
        assertThat(Timestamp.withSpace(micros)).isEqualTo(text.replace('T', ' '));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-14T09:26:53.5, 2026-03-14T09:26:53.500000",
        "2026-03-14t09:26:53.123, 2026-03-14T09:26:53.123000",
        "2026-3-4T9:6:3.5, 2026-03-04T09:06:03.500000",
        "2026-03- 4T09:26:53.1, 2026-03-04T09:26:53.100000",
        "\u0662\u0660\u0662\u0666-03-14T09:26:53.1, 2026-03-14T09:26:53.100000",
        "\ud835\udfd0026-03-14T09:26:5\ud835\udfd1.1, 2026-03-14T09:26:53.100000"
    })
    void time_asPythonTakesIt(String text, String same) {
        assertThat(Timestamp.parse(text)).isEqualTo(Timestamp.parse(same)).isPresent();
        assertThat(Timestamp.isWritten(text, Timestamp.parse(text).getAsLong())).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2026-03-14",
                "2026-03-14T09:26:53",
                "2026-03-14T09:26:53.",
                "2026-03-14T09:26:53.1234567",
                "2026-03-14T09:26:53.123456Z",
                "2026-03-14T09:26:53.123456+00:00",
                "2026-03-14 09:26:53.123456",
                " 2026-03-14T09:26:53.1",
                "2026-03-14T09:26:53.1\n",
                "2026-02-30T00:00:00.0",
                "2025-02-29T00:00:00.000000",
                "2026-04-31T00:00:00.000000",
                "2026-13-01T00:00:00.000000",
                "2026-00-01T00:00:00.000000",
                "2026-01-00T00:00:00.000000",
                "2026-03-14T24:00:00.000000",
                "2026-03-14T09:60:00.000000",
                "2026-03-14T09:26:60.000000",
                "0000-01-01T00:00:00.000000",
                "2026-03-14T09:26:53.00000x",
                "2026-03-14T09:26:53,000000",
                "2025-02-29T00:00:00.0",
                "2026-13-01T00:00:00.0",
                "2026-00-01T00:00:00.0",
                "2026-01-00T00:00:00.0",
                "2026-03-14T24:00:00.0",
                "2026-03-14T09:60:00.0",
                "2026-03-14T09:26:60.0",
                "0000-01-01T00:00:00.0",
                "26-03-14T09:26:53.1",
                "+2026-03-14T09:26:53.1",
                "2026-03-14T09:26:53.\u0661"
            })
    void time_asPythonRefusesIt(String text) {
        assertThat(Timestamp.parse(text)).isEmpty();
    }

    @Test
    void time_ofManyDigits_isReadInOneGo() {
        assertThat(Timestamp.parse("2".repeat(1_000_000))).isEmpty();
    }
}
