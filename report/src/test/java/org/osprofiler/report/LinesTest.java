package org.osprofiler.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinesTest {

    private static List<String> read(InputStream in) throws IOException {
        Lines lines = new Lines(in);
        List<String> read = new ArrayList<>();
        while (lines.next()) {
            read.add(lines.text());
        }
        assertThat(lines.next()).as("behind the end").isFalse();
        return read;
    }

    private static InputStream utf8(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource({"'', ''", "|, ''", "a, a", "a|, a", "a|b, a;b", "|a||b||, ;a;;b;"})
    void lines_endWithLineEnds_andAnEmptyRestIsNone(String text, String expected) throws IOException {
        String[] lines = expected.split(";", -1);
        assertThat(read(utf8(text.replace('|', '\n')))).containsExactly(text.isEmpty() ? new String[0] : lines);
    }

    /** As a pipe gives it: a few octets at a time, and lines longer than any buffer between short ones. */
    @Test
    void lines_areWhole_howeverTheyCome() throws IOException {
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            expected.add("\u0436\ufffd".repeat(i % 10 == 0 ? 100_000 : i));
        }
        InputStream dribbling =
                new ByteArrayInputStream(String.join("\n", expected).getBytes(StandardCharsets.UTF_8)) {
                    @Override
                    public synchronized int read(byte[] into, int offset, int length) {
                        return super.read(into, offset, Math.min(length, 1 + length / 3));
                    }
                };
        assertThat(read(dribbling)).isEqualTo(expected);
    }

    @Test
    void lineThatIsNoUtf8_isRefused_andTheNextOneIsRead() throws IOException {
        Lines lines = new Lines(new ByteArrayInputStream(new byte[] {(byte) 0xe9, '\n', 'a'}));
        assertThat(lines.next()).isTrue();
        assertThatExceptionOfType(CharacterCodingException.class).isThrownBy(lines::text);
        assertThat(lines.next()).isTrue();
        assertThat(lines.text()).isEqualTo("a");
    }
}
