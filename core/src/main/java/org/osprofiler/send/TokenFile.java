package org.osprofiler.send;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.osprofiler.wire.CollectorApi;

/**
 * The file of the option {@code collector_token_file}: one line, a token. Read anew for each batch, so that a token can be
 * replaced while the application runs. What is in it appears in no message.
 */
record TokenFile(Path file) {

    private static final int LONGEST = 4096;

    /** @throws IOException naming the file when there is no token in it */
    String token() throws IOException {
        String text = text().strip();
        if (!CollectorApi.isToken(text)) {
            throw new IOException("collector_token_file " + file
                    + " has no token; allowed is one line, only the write token, of " + CollectorApi.TOKEN_CHARACTERS
                    + ", up to "
                    + LONGEST + " characters");
        }
        return text;
    }

    private String text() throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            // Every byte is a character here: what is no ASCII is no token.
            byte[] bytes = in.readNBytes(LONGEST + 1);
            return bytes.length > LONGEST ? "" : new String(bytes, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new IOException("collector_token_file " + file + " cannot be read: " + FailureReason.of(e), e);
        }
    }
}
