package org.osprofiler.paste;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;

/** Reads a source into lines, as Python's {@code open()} does: UTF-8; LF, CRLF and CR end a line. */
final class SourceText {

    /** No configuration is longer; a log or a device that was named by mistake is. */
    private static final int MAX_BYTES = 1024 * 1024;

    private SourceText() {}

    /**
     * @throws ConfigException when it cannot be read, or is no UTF-8 text
     */
    static List<String> lines(ConfigSource source) {
        byte[] bytes = bytes(source);
        if (bytes.length >= 3 && bytes[0] == (byte) 0xEF && bytes[1] == (byte) 0xBB && bytes[2] == (byte) 0xBF) {
            throw new ConfigException(
                    new Place(source.name(), 1),
                    "the file begins with a byte order mark, which Python refuses too; save it as UTF-8 without one");
        }
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        try {
            return split(decoder.decode(in).toString());
        } catch (CharacterCodingException e) {
            throw new ConfigException(
                    new Place(source.name(), lineOf(bytes, in.position())),
                    String.format(
                            "byte 0x%02X at offset %d is not UTF-8; save the file as UTF-8",
                            bytes[in.position()], in.position()));
        }
    }

    private static byte[] bytes(ConfigSource source) {
        try (InputStream in = source.open()) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new ConfigException(
                        new Place(source.name(), 0),
                        "longer than " + MAX_BYTES + " bytes: this is no configuration file");
            }
            return bytes;
        } catch (IOException e) {
            throw new ConfigException(new Place(source.name(), 0), "cannot be read: " + reason(e));
        }
    }

    private static String reason(IOException e) {
        if (e instanceof NoSuchFileException || e instanceof FileNotFoundException) {
            return "there is no such file";
        }
        if (e instanceof AccessDeniedException) {
            return "this process may not read it";
        }
        return String.valueOf(e.getMessage());
    }

    private static int lineOf(byte[] bytes, int position) {
        int line = 1;
        for (int i = 0; i < position; i++) {
            if (bytes[i] == '\n' || (bytes[i] == '\r' && bytes[i + 1] != '\n')) {
                line++;
            }
        }
        return line;
    }

    private static List<String> split(String text) {
        List<String> lines = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n' || c == '\r') {
                lines.add(text.substring(from, i));
                if (c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n') {
                    i++;
                }
                from = i + 1;
            }
        }
        if (from < text.length()) {
            lines.add(text.substring(from));
        }
        return lines;
    }
}
