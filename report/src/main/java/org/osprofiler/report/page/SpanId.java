package org.osprofiler.report.page;

import org.jspecify.annotations.Nullable;

/** A span's id in sixteen octets. */
final class SpanId {

    static final int OCTETS = 16;

    private static final int LENGTH = 36;

    private SpanId() {}

    /** The octets of a UUID as OSProfiler writes it, in lower case with dashes; null of any other text. */
    static byte @Nullable [] octets(String id) {
        if (id.length() != LENGTH) {
            return null;
        }
        byte[] octets = new byte[OCTETS];
        int digits = 0;
        for (int i = 0; i < LENGTH; i++) {
            char c = id.charAt(i);
            if (i == 8 || i == 13 || i == 18 || i == 23) {
                if (c != '-') {
                    return null;
                }
                continue;
            }
            int digit = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
            if (digit < 0) {
                return null;
            }
            octets[digits / 2] |= (byte) (digits % 2 == 0 ? digit << 4 : digit);
            digits++;
        }
        return octets;
    }
}
