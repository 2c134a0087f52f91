package org.osprofiler;

import java.util.ArrayList;
import java.util.List;
import org.osprofiler.wire.HeaderVerifier;
import org.osprofiler.wire.HmacKey;
import org.osprofiler.wire.Verdict;

/** The options in force and what is made of them once; replaced as one. */
record Settings(ProfilerOptions options, HeaderVerifier verifier, List<RootLimiter> limiters, Redaction redaction) {

    static Settings of(ProfilerOptions options) {
        List<HmacKey> keys = new ArrayList<>();
        List<RootLimiter> limiters = new ArrayList<>();
        for (String key : options.hmacKeys()) {
            keys.add(HmacKey.of(key));
            limiters.add(new RootLimiter());
        }
        return new Settings(
                options,
                new HeaderVerifier(keys, options.limits().maxHeaderLength()),
                List.copyOf(limiters),
                new Redaction(options.redact()));
    }

    /** Whether the key may open one more trace in this second. */
    boolean admits(Verdict.Accepted accepted, long nowNanos) {
        int key = accepted.keyIndex();
        // A verdict may be older than the keys: these may be fewer by now.
        return key >= limiters.size()
                || limiters.get(key).take(nowNanos, options.limits().maxRootsPerSecond());
    }
}
