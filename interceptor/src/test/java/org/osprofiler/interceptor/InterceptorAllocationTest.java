package org.osprofiler.interceptor;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import org.junit.jupiter.api.Test;
import org.osprofiler.interceptor.beans.CountedInterceptor;
import org.osprofiler.interceptor.beans.Twins;
import org.osprofiler.testkit.Allocation;

/** An untraced call of a profiled method allocates what the container allocates for any interceptor, and nothing more. */
class InterceptorAllocationTest {

    private static final int CALLS = 10_000;

    @Test
    void untracedCall_allocatesWhatTheContainerDoes() {
        try (SeContainer container = SeContainerInitializer.newInstance()
                .disableDiscovery()
                .addExtensions(new ProfiledExtension())
                .addBeanClasses(Twins.class, CountedInterceptor.class)
                .initialize()) {
            Twins twins = container.select(Twins.class).get();
            int[] sum = new int[1];
            long containerOnly = Long.MAX_VALUE;
            long profiled = Long.MAX_VALUE;
            // In turn: what the JVM optimises away changes while it compiles, for one earlier than for the other.
            for (int turn = 0; turn < 4; turn++) {
                containerOnly = Math.min(containerOnly, Allocation.ofLeastRound(() -> {
                    for (int i = 0; i < CALLS; i++) {
                        sum[0] += twins.counted(1);
                    }
                }));
                profiled = Math.min(profiled, Allocation.ofLeastRound(() -> {
                    for (int i = 0; i < CALLS; i++) {
                        sum[0] += twins.profiled(1);
                    }
                }));
            }
            assertThat(sum[0]).isGreaterThan(CALLS);
            assertThat(profiled).isLessThanOrEqualTo(containerOnly);
        }
    }
}
