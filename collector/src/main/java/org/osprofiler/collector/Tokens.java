package org.osprofiler.collector;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osprofiler.wire.CollectorApi;

/** Who may read and who may write, by a shared secret. */
final class Tokens {

    enum Right {
        READ,
        WRITE
    }

    private record Token(Right right, String secret) {
        @Override
        public String toString() {
            return right.toString();
        }
    }

    /** Null: nobody is asked. */
    private final @Nullable List<Token> tokens;

    private Tokens(@Nullable List<Token> tokens) {
        this.tokens = tokens;
    }

    /**
     * Reads lines {@code read TOKEN} and {@code write TOKEN}; empty lines and those with {@code #} in front are skipped.
     *
     * @param file null for a collector that asks nobody
     * @throws IllegalArgumentException with FILE:LINE and what is allowed
     */
    static Tokens load(@Nullable Path file) {
        if (file == null) {
            return new Tokens(null);
        }
        List<Token> tokens = new ArrayList<>();
        int number = 0;
        for (String line : lines(file)) {
            number++;
            String text = line.strip();
            if (!text.isEmpty() && text.charAt(0) != '#') {
                tokens.add(token(file + ":" + number, text.split("\\s+")));
            }
        }
        if (tokens.isEmpty()) {
            throw new IllegalArgumentException(
                    file + ": has no token; allowed are lines 'read TOKEN' and 'write TOKEN'");
        }
        return new Tokens(tokens);
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new IllegalArgumentException("token file " + file + " cannot be read: " + e, e);
        }
    }

    private static Token token(String where, String[] words) {
        boolean read = words[0].equals("read");
        if (words.length != 2 || !(read || words[0].equals("write")) || !CollectorApi.isToken(words[1])) {
            throw new IllegalArgumentException(where + ": allowed are 'read TOKEN' and 'write TOKEN', a token being of "
                    + CollectorApi.TOKEN_CHARACTERS);
        }
        return new Token(read ? Right.READ : Right.WRITE, words[1]);
    }

    boolean isOpen() {
        return tokens == null;
    }

    /** What this token allows; compares with every one, each in constant time. */
    Set<Right> rights(@Nullable String given) {
        Set<Right> rights = EnumSet.noneOf(Right.class);
        if (given != null && tokens != null) {
            byte[] secret = given.getBytes(StandardCharsets.UTF_8);
            for (Token token : tokens) {
                if (MessageDigest.isEqual(token.secret.getBytes(StandardCharsets.UTF_8), secret)) {
                    rights.add(token.right);
                }
            }
        }
        return rights;
    }
}
