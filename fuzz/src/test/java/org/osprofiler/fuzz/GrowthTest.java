package org.osprofiler.fuzz;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import org.junit.jupiter.api.Test;

class GrowthTest {

    private static final int LENGTH = 4_000;

    @Test
    void linearWork_passes() {
        assertThatCode(() -> Growth.check(times -> "x".repeat(LENGTH * times), GrowthTest::copy))
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
        assertThatThrownBy(() -> Growth.check(times -> 6L * times * times, GrowthTest::work))
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("work grows faster than its input: ");
    }

    private static void copy(String text) {
        char[] copy = text.toCharArray();
        copy[0] = 'y';
    }

    private static int allPrefixes(String text) {
        int lengths = 0;
        for (int i = 0; i < text.length(); i += 100) {
            lengths += text.substring(0, i).length();
        }
        return lengths;
    }

    private static void work(long millis) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long end = threads.getCurrentThreadCpuTime() + millis * 1_000_000;
        while (threads.getCurrentThreadCpuTime() < end) {
            Thread.onSpinWait();
        }
    }
}
