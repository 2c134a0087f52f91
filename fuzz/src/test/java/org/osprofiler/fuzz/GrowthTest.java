package org.osprofiler.fuzz;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GrowthTest {

    private static final int LENGTH = 4_000;

    @Test
    void linearWork_passes() {
        assertThatCode(() -> Growth.check(times -> "x".repeat(LENGTH * times), String::toUpperCase))
                .doesNotThrowAnyException();
    }

    @Test
    void memoryOfTheSquare_isFound() {
        assertThatThrownBy(() -> Growth.check(times -> "x".repeat(LENGTH * times), GrowthTest::allPrefixes))
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("work grows faster than its input: ");
    }

    @Test
    void timeOfTheSquare_isFound() {
        assertThatThrownBy(() -> Growth.check(times -> LENGTH * times, GrowthTest::countPairs))
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("work grows faster than its input: ");
    }

    private static void allPrefixes(String text) {
        List<Integer> lengths = new ArrayList<>();
        for (int i = 0; i < text.length(); i += 100) {
            lengths.add(text.substring(0, i).length());
        }
    }

    private static void countPairs(int size) {
        double[] sum = {0};
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                sum[0] += Math.sqrt((double) i * j);
            }
        }
        if (sum[0] < 0) {
            throw new IllegalStateException("never: so that the sum is needed");
        }
    }
}
