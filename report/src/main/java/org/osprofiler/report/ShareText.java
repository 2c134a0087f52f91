package org.osprofiler.report;

/** A part of a whole for people. */
final class ShareText {

    private ShareText() {}

    /** {@code 62.1 %}; empty when there is no whole. */
    static String of(long part, long whole) {
        if (whole <= 0) {
            return "";
        }
        long tenths = Math.round(1_000.0 * part / whole);
        return tenths / 10 + "." + tenths % 10 + " %";
    }
}
