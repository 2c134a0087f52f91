package org.osprofiler.interceptor.programs;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.osprofiler.testkit.PythonSignature;
import org.osprofiler.wire.JsonWriter;
import org.osprofiler.wire.SignedHeaders;

/** The step {@code init}, as the headers of a request with the same ids. */
record Init(Map<String, Object> step) {

    private static final String KEY_FOR_NONE = "where Python has no key";
    private static final int MAX_HEADER = 4096;
    private static final int MAX_ID = 255;

    /** Python can do without one, and then sends no headers. */
    String key() {
        return step.get("hmac_key") instanceof String text && !text.isEmpty() ? text : KEY_FOR_NONE;
    }

    /** An id that is not given is null in the header, too, and makes the same new id. */
    SignedHeaders headers() {
        Map<String, Object> ids = new LinkedHashMap<>();
        ids.put("base_id", step.get("base_id"));
        ids.put("parent_id", step.get("parent_id"));
        String json = JsonWriter.toText(ids, JsonWriter.Style.PYTHON);
        String info = Base64.getUrlEncoder().encodeToString(json.getBytes(StandardCharsets.US_ASCII));
        return new SignedHeaders(info, PythonSignature.hmac(key(), info));
    }

    /** Why ours does not trace such a request, which Python does; null when it does. */
    String whyRefused() {
        if (headers().info().length() > MAX_HEADER) {
            return "D1: a header of more than " + MAX_HEADER + " characters is not accepted";
        }
        return isNoId(step.get("base_id")) || isNoId(step.get("parent_id"))
                ? "D2: an id that is no text, or has more than " + MAX_ID + " characters, is not accepted"
                : null;
    }

    private static boolean isNoId(Object id) {
        return id instanceof String text ? text.codePointCount(0, text.length()) > MAX_ID : !isFalse(id);
    }

    /** What Python calls false stands for a new id, and here, too. */
    private static boolean isFalse(Object id) {
        return id == null
                || List.of(false, List.of(), Map.of()).contains(id)
                || id instanceof Number number && number.doubleValue() == 0;
    }
}
