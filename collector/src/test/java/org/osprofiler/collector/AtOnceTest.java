package org.osprofiler.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AtOnceTest {

    @Test
    void parts_areNotWaitedForOneAfterTheOther() {
        CyclicBarrier all = new CyclicBarrier(3);
        AtomicInteger done = new AtomicInteger();
        AtOnce.run("test", List.of(1, 2, 3), part -> {
            try {
                all.await(20, TimeUnit.SECONDS);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
            done.addAndGet(part);
        });
        assertThat(done).hasValue(6);
    }

    @Test
    void failureOfOne_isThrownWhenTheOthersAreDone() {
        AtomicInteger done = new AtomicInteger();
        assertThatThrownBy(() -> AtOnce.run("test", List.of(1, 2, 3), part -> {
                    if (part == 1) {
                        throw new IllegalArgumentException("no");
                    }
                    done.addAndGet(part);
                }))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no");
        assertThat(done).hasValue(5);
    }
}
