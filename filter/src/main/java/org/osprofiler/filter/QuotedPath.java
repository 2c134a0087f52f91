package org.osprofiler.filter;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * A request's path as OSProfiler shows it: unescaped by the server, escaped again by WebOb ({@code request.path}), which
 * makes {@code %2F} a slash, {@code %7E} a tilde and {@code [} a {@code %5B}. Bytes that are no UTF-8 stay escaped. A server that
 * lets bytes through unescaped has a character for each, as WSGI has.
 */
final class QuotedPath {

    private static final String SAFE = "/~!$&'()*+,;=:@_.-";
    private static final char[] HEX = "0123456789ABCDEF".toCharArray();

    private QuotedPath() {}

    static String of(String requestUri) {
        byte[] bytes = requestUri.getBytes(charset(requestUri));
        StringBuilder quoted = new StringBuilder(bytes.length + 16);
        for (int i = 0; i < bytes.length; i++) {
            int b = bytes[i] & 0xff;
            if (b == '%' && i + 2 < bytes.length) {
                int high = Character.digit(bytes[i + 1], 16);
                int low = Character.digit(bytes[i + 2], 16);
                if (high >= 0 && low >= 0) {
                    b = high << 4 | low;
                    i += 2;
                }
            }
            if (b >= '0' && b <= '9' || b >= 'A' && b <= 'Z' || b >= 'a' && b <= 'z' || SAFE.indexOf(b) >= 0) {
                quoted.append((char) b);
            } else {
                quoted.append('%').append(HEX[b >> 4]).append(HEX[b & 0xf]);
            }
        }
        return quoted.toString();
    }

    private static Charset charset(String requestUri) {
        for (int i = 0; i < requestUri.length(); i++) {
            if (requestUri.charAt(i) > 0xff) {
                return StandardCharsets.UTF_8; // it has read them as text
            }
        }
        return StandardCharsets.ISO_8859_1;
    }
}
