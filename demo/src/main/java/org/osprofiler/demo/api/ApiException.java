package org.osprofiler.demo.api;

import jakarta.servlet.http.HttpServletResponse;
import java.util.UUID;
import org.osprofiler.wire.JsonWriter;

/** A request that is answered with an error, as OpenStack's APIs write it: {@code {"itemNotFound": {"code", "message"}}}. */
final class ApiException extends Exception {

    private static final long serialVersionUID = 1;

    private final int status;
    private final String kind;

    private ApiException(int status, String kind, String message) {
        super(message);
        this.status = status;
        this.kind = kind;
    }

    static ApiException badRequest(String message) {
        return new ApiException(HttpServletResponse.SC_BAD_REQUEST, "badRequest", message);
    }

    static ApiException noSuchVolume(String id) {
        return new ApiException(
                HttpServletResponse.SC_NOT_FOUND, "itemNotFound", "Volume " + id + " could not be found.");
    }

    static ApiException noSuchVolume(UUID id) {
        return noSuchVolume(id.toString());
    }

    static ApiException noSuchResource() {
        return new ApiException(HttpServletResponse.SC_NOT_FOUND, "itemNotFound", "The resource could not be found.");
    }

    static ApiException noSuchMethod() {
        return new ApiException(
                HttpServletResponse.SC_METHOD_NOT_ALLOWED, "badMethod", "The method is not allowed for this resource.");
    }

    static ApiException tooLarge(String message) {
        return new ApiException(HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE, "overLimit", message);
    }

    static ApiException unavailable(String message) {
        return new ApiException(HttpServletResponse.SC_SERVICE_UNAVAILABLE, "serviceUnavailable", message);
    }

    int status() {
        return status;
    }

    String body() {
        return new JsonWriter(JsonWriter.Style.PYTHON)
                .beginObject()
                .name(kind)
                .beginObject()
                .field("code", status)
                .field("message", getMessage())
                .endObject()
                .endObject()
                .toString();
    }
}
