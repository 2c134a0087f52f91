package org.osprofiler.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DurationTextTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0 µs",
        "999, 999 µs",
        "1000, 1.00 ms",
        "3250, 3.25 ms",
        "9994, 9.99 ms",
        "9995, 10.0 ms",
        "43100, 43.1 ms",
        "99949, 99.9 ms",
        "99950, 100 ms",
        "149001, 149 ms",
        "999499, 999 ms",
        "999500, 1.00 s",
        "12345678, 12.3 s",
        "59949999, 59.9 s",
        "59950000, 1 min 0 s",
        "125000000, 2 min 5 s",
        "3599499999, 59 min 59 s",
        "3599500000, 1 h 0 min",
        "3629999999, 1 h 0 min",
        "3630000000, 1 h 1 min",
        "11520000000, 3 h 12 min",
        "259169999999, 71 h 59 min",
        "259170000000, 3 d 0 h",
        "604799000000, 7 d 0 h",
        "-3250, -3.25 ms",
        "-9223372036854775808, -106751991 d 4 h"
    })
    void duration_hasTheUnitThatFits(long micros, String text) {
        assertThat(DurationText.of(micros)).isEqualTo(text);
    }
}
