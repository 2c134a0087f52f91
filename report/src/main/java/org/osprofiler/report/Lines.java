package org.osprofiler.report;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The lines of a text in UTF-8, one after the other; the rest of the text need not fit into memory. */
final class Lines {

    private static final int BUFFER = 128 * 1024;
    private static final int LONGEST = 512 * 1024 * 1024;
    private static final char REPLACEMENT = '\ufffd';

    private final InputStream in;
    private byte[] buffer = new byte[BUFFER];
    private int filled;
    /** Where the line begins and ends, in the buffer. */
    private int from;

    private int to = -1;

    Lines(InputStream in) {
        this.in = in;
    }

    /** Goes to the next line; the first one at first. False when there is none; an empty one behind the last line end is none. */
    boolean next() throws IOException {
        from = Math.min(to + 1, filled);
        to = from;
        while (true) {
            while (to < filled && buffer[to] != '\n') {
                to++;
            }
            if (to < filled) {
                return true;
            }
            if (!fill()) {
                return from < filled;
            }
        }
    }

    /** Reads more, behind what is there of the line. */
    private boolean fill() throws IOException {
        if (from > 0) {
            System.arraycopy(buffer, from, buffer, 0, filled - from);
            filled -= from;
            to -= from;
            from = 0;
        }
        if (filled == buffer.length) {
            if (filled >= LONGEST) {
                throw new IOException("a line is longer than " + LONGEST + " bytes");
            }
            buffer = Arrays.copyOf(buffer, filled * 2);
        }
        int read = in.read(buffer, filled, buffer.length - filled);
        filled += Math.max(0, read);
        return read > 0;
    }

    /**
     * The line, without its end.
     *
     * @throws CharacterCodingException when it is no UTF-8
     */
    String text() throws CharacterCodingException {
        String text = new String(buffer, from, to - from, StandardCharsets.UTF_8);
        // Much faster than a decoder, but it replaces what is no UTF-8.
        return text.indexOf(REPLACEMENT) < 0
                ? text
                : StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(buffer, from, to - from))
                        .toString();
    }
}
