package org.osprofiler.wire;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A key that signs trace headers: HMAC-SHA1 over the base64 text, lower-case hex, the key as UTF-8.
 *
 * <p>Source: {@code osprofiler/_utils.py}, {@code generate_hmac}. Thread safe. {@link #toString()} never shows the key.
 */
public final class HmacKey {

    private static final String ALGORITHM = "HmacSHA1";

    private final String text;
    /** Keyed and never updated: each use takes a clone, which is cheaper than a look-up of the algorithm. */
    private final Mac prototype;

    private HmacKey(String text, Mac prototype) {
        this.text = text;
        this.prototype = prototype;
    }

    /**
     * @throws IllegalArgumentException if the key is empty
     */
    public static HmacKey of(String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("an HMAC key must not be empty");
        }
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(text.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return new HmacKey(text, mac);
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException(ALGORITHM + " is missing, which every Java platform must have", e);
        }
    }

    /** The keys of {@code hmac_keys}: separated by commas, white space around them and empty entries dropped. */
    public static List<String> split(String hmacKeys) {
        List<String> keys = new ArrayList<>();
        for (String entry : hmacKeys.split(",", -1)) {
            String key = PythonText.strip(entry);
            if (!key.isEmpty()) {
                keys.add(key);
            }
        }
        return keys;
    }

    /** The key itself. */
    public String text() {
        return text;
    }

    /** The signature of an X-Trace-Info: 40 lower-case hexadecimal digits. */
    String sign(String info) {
        try {
            Mac mac = (Mac) prototype.clone();
            return HexFormat.of().formatHex(mac.doFinal(info.getBytes(StandardCharsets.UTF_8)));
        } catch (CloneNotSupportedException e) {
            return of(text).sign(info); // a security provider of another make
        }
    }

    /** What may be shown of a key: its first two characters, nothing of one shorter than 8. */
    public static String mask(String key) {
        return key.length() < 8 ? "…" : key.substring(0, 2) + "…";
    }

    @Override
    public String toString() {
        return mask(text);
    }
}
