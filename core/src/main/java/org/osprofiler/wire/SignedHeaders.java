package org.osprofiler.wire;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * The two headers that carry a trace from process to process.
 *
 * <p>Source: {@code osprofiler/_utils.py}, {@code signed_pack}: URL-safe base64, with padding, of Python's
 * {@code json.dumps({"base_id": …, "parent_id": …})}, and its signature.
 *
 * @param info the value of {@value #INFO}
 * @param hmac the value of {@value #HMAC}
 */
public record SignedHeaders(String info, String hmac) {

    public static final String INFO = "X-Trace-Info";
    public static final String HMAC = "X-Trace-HMAC";

    /** The names where {@code -} is not allowed: properties of a JMS message (Jakarta Messaging 3.5.1). */
    public static final String INFO_PROPERTY = "X_Trace_Info";

    public static final String HMAC_PROPERTY = "X_Trace_HMAC";

    /** Takes one header or property; a carrier's setter. It may throw what the carrier throws. */
    @FunctionalInterface
    public interface Carrier<X extends Exception> {
        void set(String name, String value) throws X;
    }

    /**
     * Signs a trace for the next process.
     *
     * @param parentId the span under which that process' spans belong
     */
    public static SignedHeaders sign(String baseId, String parentId, HmacKey key) {
        String json = new JsonWriter(JsonWriter.Style.PYTHON)
                .beginObject()
                .field(Notification.BASE_ID, baseId)
                .field(Notification.PARENT_ID, parentId)
                .endObject()
                .toString();
        String info = Base64.getUrlEncoder().encodeToString(json.getBytes(StandardCharsets.US_ASCII));
        return new SignedHeaders(info, key.sign(info));
    }

    /** Puts the two headers into an HTTP request, or anything else that takes their names. */
    public <X extends Exception> void inject(Carrier<X> carrier) throws X {
        carrier.set(INFO, info);
        carrier.set(HMAC, hmac);
    }

    /** Puts them where names must be Java identifiers, as in a JMS message: {@code message::setStringProperty}. */
    public <X extends Exception> void injectProperties(Carrier<X> carrier) throws X {
        carrier.set(INFO_PROPERTY, info);
        carrier.set(HMAC_PROPERTY, hmac);
    }
}
