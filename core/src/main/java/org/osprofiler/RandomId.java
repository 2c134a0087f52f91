package org.osprofiler;

import java.util.concurrent.ThreadLocalRandom;

/** A version 4 UUID (RFC 9562, 5.4) in two halves: unique, not secret. */
final class RandomId {

    private RandomId() {}

    static long high(ThreadLocalRandom random) {
        return random.nextLong() & 0xffff_ffff_ffff_0fffL | 0x4000L;
    }

    static long low(ThreadLocalRandom random) {
        return random.nextLong() & 0x3fff_ffff_ffff_ffffL | 0x8000_0000_0000_0000L;
    }
}
