package org.osprofiler.wire;

/** What became of a pair of trace headers. A wrong one is an expected outcome, not an exception. */
public sealed interface Verdict {

    /**
     * The request is to be traced.
     *
     * @param baseId the trace's id; a new one where the header had a false value
     * @param parentId the caller's span; {@code baseId} where the header had none
     * @param key the key that signed, and signs onward
     * @param keyIndex its place among the accepted keys, from 0
     */
    record Accepted(String baseId, String parentId, HmacKey key, int keyIndex) implements Verdict {}

    /** The request is to go on untraced. */
    enum Rejected implements Verdict {
        /** One of the two headers is missing or empty. */
        INCOMPLETE("only one of X-Trace-Info and X-Trace-HMAC is there, or one is empty; both are needed"),
        TOO_LONG("X-Trace-Info or X-Trace-HMAC is longer than max_header_length allows"),
        WRONG_SIGNATURE(
                "X-Trace-HMAC is not the signature of X-Trace-Info by any of hmac_keys; it is HMAC-SHA1 of the header as it is,"
                        + " 40 hexadecimal digits in lower case"),
        NOT_BASE64("X-Trace-Info is signed, but is no base64; it ends with its padding"),
        NOT_JSON("X-Trace-Info is signed, but holds no JSON object; it is {\"base_id\": …, \"parent_id\": …} in UTF-8"),
        WRONG_FIELDS("X-Trace-Info is signed, but has no base_id, or other fields than base_id and parent_id"),
        WRONG_ID("X-Trace-Info is signed, but an id in it is no text or is longer than 255 characters");

        private final String reason;

        Rejected(String reason) {
            this.reason = reason;
        }

        /** For the log: what is wrong with the headers. */
        public String reason() {
            return reason;
        }
    }
}
