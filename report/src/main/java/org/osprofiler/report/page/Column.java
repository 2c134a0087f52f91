package org.osprofiler.report.page;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;

/** Bytes of one block of the page, packed while they come. */
final class Column {

    private static final int BUFFER = 8 * 1024;

    private final ByteArrayOutputStream packed = new ByteArrayOutputStream();
    private final Gzip gzip;
    /** Packing a few octets at a time would take longer than anything else. */
    private final byte[] buffer = new byte[BUFFER];

    private int filled;

    Column() {
        try {
            gzip = new Gzip(packed);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory does not fail
        }
    }

    void octet(int octet) {
        if (filled == BUFFER) {
            drain();
        }
        buffer[filled++] = (byte) octet;
    }

    void octets(byte[] octets) {
        for (int from = 0; from < octets.length; ) {
            if (filled == BUFFER) {
                drain();
            }
            int some = Math.min(octets.length - from, BUFFER - filled);
            System.arraycopy(octets, from, buffer, filled, some);
            filled += some;
            from += some;
        }
    }

    /** A whole number from 0 on, seven bits an octet, lowest first. */
    void number(long number) {
        long rest = number;
        for (; rest > 127; rest >>>= 7) {
            octet((int) (rest & 127 | 128));
        }
        octet((int) rest);
    }

    /** Any whole number: 0, -1, 1, -2, 2 … */
    void signed(long number) {
        number(number < 0 ? ~number << 1 | 1 : number << 1);
    }

    /** A text on a line of its own, see {@link TextTable#escaped}. */
    void line(String text) {
        octets(TextTable.escaped(text).getBytes(StandardCharsets.UTF_8));
        octet('\n');
    }

    /** What came, packed; nothing can be added any more. */
    byte[] packed() {
        try {
            drain();
            gzip.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    private void drain() {
        try {
            gzip.write(buffer, 0, filled);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        filled = 0;
    }

    /** Fast rather than small: a tenth more octets than at the usual level, in half of its time. */
    private static final class Gzip extends GZIPOutputStream {
        private static final int LEVEL = 3;

        Gzip(ByteArrayOutputStream out) throws IOException {
            super(out, BUFFER);
            def.setLevel(LEVEL);
        }
    }
}
