package org.osprofiler.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.osprofiler.report.Notifications.BASE_ID;

import java.io.IOException;
import java.io.Writer;
import org.junit.jupiter.api.Test;

class ReportJsonTest {

    @Test
    void manyLevels_doNotOverflow() throws IOException {
        // The indentation makes the text grow with the square of the levels: 8 GB a 10,000 of them.
        LastCharacters out = new LastCharacters();
        ReportJson.write(Notifications.chain(3_000).trace(), out);
        assertThat(out.length).isGreaterThan(100_000_000);
        assertThat(out.last).endsWith("    }\n  }\n}");
    }

    @Test
    void failingOutput_isThrown() {
        Trace trace = new Notifications().span("a", "1", BASE_ID, 0, 1).trace();
        Writer full = new Writer() {
            @Override
            public void write(char[] text, int from, int length) throws IOException {
                throw new IOException("disk full");
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> ReportJson.write(trace, full))
                .withMessage("disk full");
    }

    /** Counts what is written and keeps its end. */
    private static final class LastCharacters implements Appendable {
        private long length;
        private String last = "";

        @Override
        public Appendable append(CharSequence text) {
            length += text.length();
            last = text.subSequence(Math.max(0, text.length() - 100), text.length())
                    .toString();
            return this;
        }

        @Override
        public Appendable append(CharSequence text, int from, int to) {
            return append(text.subSequence(from, to));
        }

        @Override
        public Appendable append(char c) {
            return append(String.valueOf(c));
        }
    }
}
