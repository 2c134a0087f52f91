package org.osprofiler.report;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The content of a file, behind its byte order mark, for two attempts to read it. A file is opened again for the second one;
 * of a pipe, what the first one read is kept in memory until then.
 */
final class TwiceRead implements AutoCloseable {

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

    private final Path file;
    private final boolean seekable;
    private InputStream in;

    private TwiceRead(Path file) throws IOException {
        this.file = file;
        this.seekable = Files.isRegularFile(file);
        this.in = opened();
        if (!seekable) {
            in.mark(Integer.MAX_VALUE);
        }
    }

    static TwiceRead open(Path file) throws IOException {
        return new TwiceRead(file);
    }

    private InputStream opened() throws IOException {
        InputStream opened = new BufferedInputStream(new OfAnyKind(Files.newInputStream(file)));
        try {
            skipByteOrderMark(opened);
            return opened;
        } catch (IOException e) {
            opened.close(); // a folder can be opened, not read
            throw e;
        }
    }

    /** Of a pipe the platform's stream cannot tell what is there already, and fails. */
    private static final class OfAnyKind extends FilterInputStream {
        OfAnyKind(InputStream in) {
            super(in);
        }

        @Override
        public int available() {
            return 0;
        }
    }

    private static void skipByteOrderMark(InputStream in) throws IOException {
        in.mark(BYTE_ORDER_MARK.length);
        if (!Arrays.equals(in.readNBytes(BYTE_ORDER_MARK.length), BYTE_ORDER_MARK)) {
            in.reset();
        }
    }

    InputStream in() {
        return in;
    }

    /** Back to the beginning; once. */
    void again() throws IOException {
        if (seekable) {
            in.close();
            in = opened();
        } else {
            in.reset();
            in.mark(0); // nothing more is kept
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
