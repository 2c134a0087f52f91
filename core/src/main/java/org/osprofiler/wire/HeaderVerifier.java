package org.osprofiler.wire;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a request's trace headers were signed with one of our keys.
 *
 * <p>The signature is checked before anything is decoded, with every key, in constant time. Decoding is as lenient as
 * Python's ({@code osprofiler/_utils.py}, {@code signed_unpack}; {@code osprofiler/web.py}). Never throws. Thread safe.
 */
public final class HeaderVerifier {

    /** Longest id that is taken; what a column of OSProfiler's SQL driver holds. */
    static final int MAX_ID_LENGTH = 255;

    private static final int HMAC_LENGTH = 40;
    private static final String HMAC_KEY = "hmac_key";

    private final List<HmacKey> keys;
    private final int maxLength;

    /**
     * @param keys the accepted keys; none accepts nothing
     * @param maxLength characters that a header may have
     */
    public HeaderVerifier(List<HmacKey> keys, int maxLength) {
        this.keys = List.copyOf(keys);
        this.maxLength = maxLength;
    }

    /** Checks the two headers' values; null where a header is missing. */
    public Verdict verify(@Nullable String info, @Nullable String hmac) {
        if (info == null || hmac == null || info.isEmpty() || hmac.isEmpty()) {
            return Verdict.Rejected.INCOMPLETE;
        }
        if (info.length() > maxLength || hmac.length() > maxLength) {
            return Verdict.Rejected.TOO_LONG;
        }
        int signer = signer(info, PythonText.strip(hmac));
        if (signer < 0) {
            return Verdict.Rejected.WRONG_SIGNATURE;
        }
        byte[] json = decodeBase64(info);
        if (json == null) {
            return Verdict.Rejected.NOT_BASE64;
        }
        return fields(json, signer);
    }

    /** The index of the key that signed, or -1. Tries all keys, whatever matched, so that time tells nothing. */
    private int signer(String info, String hmac) {
        byte[] given = hmac.getBytes(StandardCharsets.UTF_8);
        int signer = -1;
        for (int i = keys.size() - 1; i >= 0; i--) {
            byte[] expected = keys.get(i).sign(info).getBytes(StandardCharsets.US_ASCII);
            if (MessageDigest.isEqual(expected, given)) {
                signer = i;
            }
        }
        return given.length == HMAC_LENGTH ? signer : -1;
    }

    private Verdict fields(byte[] json, int signer) {
        Object tree;
        try {
            tree = JsonReader.forWire().read(decodeUtf8(json));
        } catch (CharacterCodingException | MalformedJsonException e) {
            return Verdict.Rejected.NOT_JSON;
        }
        if (!(tree instanceof Map<?, ?> fields)) {
            return Verdict.Rejected.NOT_JSON;
        }
        if (!fields.containsKey(Notification.BASE_ID)) {
            return Verdict.Rejected.WRONG_FIELDS;
        }
        for (Object name : fields.keySet()) {
            if (!name.equals(Notification.BASE_ID) && !name.equals(Notification.PARENT_ID) && !name.equals(HMAC_KEY)) {
                return Verdict.Rejected.WRONG_FIELDS;
            }
        }
        Object base = fields.get(Notification.BASE_ID);
        Object parent = fields.get(Notification.PARENT_ID);
        String baseId = isFalse(base) ? UUID.randomUUID().toString() : usableId(base);
        String parentId = isFalse(parent) ? baseId : usableId(parent);
        if (baseId == null || parentId == null) {
            return Verdict.Rejected.WRONG_ID;
        }
        return new Verdict.Accepted(baseId, parentId, keys.get(signer), signer);
    }

    /** Characters are counted as Python and databases do: one outside the BMP is one. */
    private static @Nullable String usableId(@Nullable Object id) {
        return id instanceof String text && text.codePointCount(0, text.length()) <= MAX_ID_LENGTH ? text : null;
    }

    /** What Python calls false: there, such an id counts as none. */
    private static boolean isFalse(@Nullable Object value) {
        return value == null
                || value.equals("")
                || value.equals(Boolean.FALSE)
                || value instanceof Number number && number.doubleValue() == 0
                || value instanceof List<?> list && list.isEmpty()
                || value instanceof Map<?, ?> map && map.isEmpty();
    }

    private static String decodeUtf8(byte[] utf8) throws CharacterCodingException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)
                .decode(ByteBuffer.wrap(utf8))
                .toString();
    }

    /**
     * Base64 as Python's {@code binascii.a2b_base64} reads it: both alphabets, other ASCII characters skipped, everything
     * behind complete padding ignored.
     *
     * @return null when padding is missing or a character is outside ASCII
     */
    static byte @Nullable [] decodeBase64(String text) {
        byte[] decoded = new byte[text.length() * 3 / 4 + 3];
        int length = 0;
        int bits = 0;
        int inQuad = 0;
        int pads = 0;
        boolean complete = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c > 127) {
                return null;
            }
            if (complete) {
                continue;
            }
            if (c == '=') {
                pads++;
                complete = inQuad >= 2 && inQuad + pads >= 4;
                continue;
            }
            int sextet = sextet(c);
            if (sextet < 0) {
                continue;
            }
            pads = 0;
            bits = bits << 6 | sextet;
            inQuad = inQuad + 1 & 3;
            if (inQuad != 1) {
                decoded[length++] = (byte) (bits >> (4 - inQuad & 3) * 2);
            }
        }
        return inQuad == 0 || complete ? Arrays.copyOf(decoded, length) : null;
    }

    private static int sextet(char c) {
        if (c >= 'A' && c <= 'Z') {
            return c - 'A';
        }
        if (c >= 'a' && c <= 'z') {
            return c - 'a' + 26;
        }
        if (c >= '0' && c <= '9') {
            return c - '0' + 52;
        }
        return c == '+' || c == '-' ? 62 : c == '/' || c == '_' ? 63 : -1;
    }
}
