package org.osprofiler;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.osprofiler.wire.HmacKey;
import org.osprofiler.wire.SignedHeaders;
import org.osprofiler.wire.Verdict;

class RootLimiterTest {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    @Test
    void takesSoManyInASecond_andAgainInTheNext() {
        RootLimiter limiter = new RootLimiter();
        assertThat(taken(limiter, 7 * SECOND)).isEqualTo(3);
        assertThat(taken(limiter, 7 * SECOND + SECOND - 1)).isZero();
        assertThat(taken(limiter, 8 * SECOND)).isEqualTo(3);
    }

    private static long taken(RootLimiter limiter, long now) {
        return IntStream.range(0, 10).filter(i -> limiter.take(now, 3)).count();
    }

    @Test
    void eachKeyHasItsOwn() {
        List<String> keys = List.of("the first key", "the second key");
        ProfilerOptions options =
                ProfilerOptions.builder().enabled(true).hmacKeys(keys).build();
        Settings settings = Settings.of(options);
        int max = options.limits().maxRootsPerSecond();
        for (String key : keys) {
            SignedHeaders headers = SignedHeaders.sign("base", "parent", HmacKey.of(key));
            Verdict.Accepted accepted = (Verdict.Accepted) settings.verifier().verify(headers.info(), headers.hmac());
            assertThat(IntStream.range(0, 2 * max).filter(i -> settings.admits(accepted, SECOND)))
                    .hasSize(max);
        }
    }
}
