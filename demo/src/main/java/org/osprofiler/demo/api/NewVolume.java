package org.osprofiler.demo.api;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osprofiler.wire.JsonReader;
import org.osprofiler.wire.MalformedJsonException;

/**
 * What a client asks for in {@code POST …/volumes}.
 *
 * @param size in GB
 */
record NewVolume(
        int size,
        @Nullable String name,
        @Nullable String description,
        String availabilityZone,
        Map<String, String> metadata) {

    private static final int MAX_TEXT = 255;
    private static final String DEFAULT_ZONE = "nova";

    /** Reads a request's body. Fields that the demo has no use for are let pass, as the client sends them all. */
    static NewVolume parse(byte[] body) throws ApiException {
        Object tree;
        try {
            tree = JsonReader.forWire().read(body);
        } catch (MalformedJsonException e) {
            throw ApiException.badRequest("Malformed request body: no JSON.");
        }
        if (!(tree instanceof Map<?, ?> root && root.get("volume") instanceof Map<?, ?> volume)) {
            throw ApiException.badRequest("Missing required element 'volume' in request body.");
        }
        String zone = text(volume, "availability_zone");
        return new NewVolume(
                size(volume.get("size")),
                text(volume, "name"),
                text(volume, "description"),
                zone == null ? DEFAULT_ZONE : zone,
                metadata(volume.get("metadata")));
    }

    /** A whole number, or its digits as a text, as Cinder takes them. */
    private static int size(@Nullable Object size) throws ApiException {
        String digits = size instanceof Long || size instanceof String ? size.toString() : "";
        if (!digits.matches("[0-9]{1,9}") || Integer.parseInt(digits) == 0) {
            throw ApiException.badRequest("Invalid input for field/attribute size: a whole number of GB from 1.");
        }
        return Integer.parseInt(digits);
    }

    private static @Nullable String text(Map<?, ?> volume, String field) throws ApiException {
        Object value = volume.get(field);
        if (value == null) {
            return null;
        }
        if (value instanceof String text && text.length() <= MAX_TEXT) {
            return text;
        }
        throw ApiException.badRequest(
                "Invalid input for field/attribute " + field + ": a text of at most " + MAX_TEXT + " characters.");
    }

    private static Map<String, String> metadata(@Nullable Object value) throws ApiException {
        Map<String, String> metadata = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> given) {
            for (Map.Entry<?, ?> entry : given.entrySet()) {
                if (!(entry.getValue() instanceof String text) || text.length() > MAX_TEXT) {
                    throw ApiException.badRequest("Invalid input for field/attribute metadata: texts of at most "
                            + MAX_TEXT + " characters.");
                }
                metadata.put((String) entry.getKey(), text);
            }
        } else if (value != null) {
            throw ApiException.badRequest("Invalid input for field/attribute metadata: an object.");
        }
        return metadata;
    }
}
