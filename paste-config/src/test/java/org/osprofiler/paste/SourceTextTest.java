package org.osprofiler.paste;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceTextTest {

    private static ConfigSource of(byte[] bytes) {
        return ConfigSource.of("x.ini", () -> new ByteArrayInputStream(bytes));
    }

    @Test
    void lines_endAsInPython() {
        assertThat(SourceText.lines(ConfigSource.ofText("x.ini", "a\nb\r\nc\rd\u000be\n\nf")))
                .containsExactly("a", "b", "c", "d\u000be", "", "f");
    }

    @Test
    void latin1_isToldWithItsLine() {
        assertThatThrownBy(() -> SourceText.lines(of("[a]\nb = 1\nc = caf\u00e9\n".getBytes(ISO_8859_1))))
                .isInstanceOf(ConfigException.class)
                .hasMessage("x.ini:3: byte 0xE9 at offset 17 is not UTF-8; save the file as UTF-8;"
                        + " this configuration is not used");
    }

    @Test
    void utf16_isRefused() {
        assertThatThrownBy(() -> SourceText.lines(of("[a]".getBytes(UTF_16)))).hasMessageContaining("is not UTF-8");
    }

    @Test
    void byteOrderMark_isRefusedAsInPython() {
        assertThatThrownBy(() -> SourceText.lines(ConfigSource.ofText("x.ini", "\ufeff[a]")))
                .hasMessageContaining("x.ini:1: the file begins with a byte order mark");
    }

    @Test
    void missingFile_isToldByItsName() {
        assertThatThrownBy(() -> SourceText.lines(ConfigSource.ofFile(Path.of("not", "there.ini"))))
                .hasMessageContaining("there.ini: cannot be read: there is no such file");
    }

    @Test
    void folder_cannotBeRead(@TempDir Path folder) {
        assertThatThrownBy(() -> SourceText.lines(ConfigSource.ofFile(folder)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(folder + ": cannot be read: ");
    }

    @Test
    void failingStream_isToldWithItsReason() {
        assertThatThrownBy(() -> SourceText.lines(ConfigSource.of("x.ini", () -> {
                    throw new IOException("the disk is gone");
                })))
                .hasMessageContaining("x.ini: cannot be read: the disk is gone");
    }

    @Test
    void longFile_isNoConfiguration() {
        assertThatThrownBy(() -> SourceText.lines(of(new byte[2_000_000]))).hasMessageContaining("longer than");
    }
}
