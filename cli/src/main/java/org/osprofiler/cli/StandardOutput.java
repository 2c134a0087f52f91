package org.osprofiler.cli;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Tells a failure to write to standard output (disk full, reader gone) from every other failure of input or output. */
final class StandardOutput extends FilterOutputStream {

    /** Standard output takes no more. */
    static final class LostException extends IOException {

        private static final long serialVersionUID = 1;

        LostException(IOException cause) {
            super("cannot write to standard output: " + cause.getMessage(), cause);
        }

        /**
         * Whether the reader went away, as {@code head} does: it has what it wanted. Java tells by the system's message only;
         * {@code bin/osprofiler} sees to it that this is the English one.
         */
        boolean readerGone() {
            return getMessage().contains("Broken pipe");
        }

        @Override
        public String getMessage() {
            return String.valueOf(super.getMessage());
        }
    }

    StandardOutput(OutputStream out) {
        super(out);
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] data, int offset, int length) throws IOException {
        try {
            out.write(data, offset, length);
        } catch (IOException e) {
            throw new LostException(e);
        }
    }

    @Override
    public void flush() throws IOException {
        try {
            out.flush();
        } catch (IOException e) {
            throw new LostException(e);
        }
    }
}
