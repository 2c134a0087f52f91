package org.osprofiler.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PythonFloatTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0",
                "-0.0",
                "0.1",
                "1.5",
                "-0.25",
                "100.0",
                "4.35",
                "0.0001",
                "1e-05",
                "5e-05",
                "2e-07",
                "9.5367431640625e-07",
                "0.3333333333333333",
                "1234567.0",
                "1000000000000000.0",
                "9999999999999998.0",
                "1e+16",
                "1.2345678901234568e+17",
                "9.223372036854776e+18",
                "1e+22",
                "1e+23",
                "1e+300",
                "1.7976931348623157e+308",
                "5e-324",
                "1.5e-323",
                "2.225073858507201e-308",
                "2.2250738585072014e-308",
                "5.684341886080802e-14",
                "847254783909480.8",
                "1801514316094494.2",
                "NaN",
                "Infinity",
                "-Infinity"
            })
    void float_isSpelledAsPythonsRepr(String repr) {
        assertThat(PythonFloat.text(Double.parseDouble(repr))).isEqualTo(repr);
    }

    @Test
    void float_readsBackAsTheSame() {
        Random random = new Random(20260314);
        for (int i = 0; i < 20_000; i++) {
            double value = random.nextGaussian() * Math.pow(10, random.nextInt(600) - 300);
            String text = PythonFloat.text(value);
            assertThat(Double.parseDouble(text)).isEqualTo(value);
            assertThat(text.length()).isLessThanOrEqualTo(24);
        }
    }
}
