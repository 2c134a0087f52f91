package org.osprofiler.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.osprofiler.wire.HmacKey;
import org.osprofiler.wire.SignedHeaders;

/** Asks the volume API, signed or not. */
final class ApiClient {

    static final String PROJECT = "8948abaf87a2f951d766b9ad4dc02eed";
    static final String VOLUMES = "/v3/" + PROJECT + "/volumes";

    private final HttpClient http = HttpClient.newHttpClient();
    private final String url;

    ApiClient(String url) {
        this.url = url;
    }

    HttpResponse<String> send(String method, String path, @Nullable String body, Map<String, String> headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path))
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        headers.forEach(request::header);
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> send(String method, String path, @Nullable String body)
            throws IOException, InterruptedException {
        return send(method, path, body, Map.of());
    }

    HttpResponse<String> create(String name, int size, Map<String, String> headers)
            throws IOException, InterruptedException {
        return send("POST", VOLUMES, "{\"volume\": {\"size\": " + size + ", \"name\": \"" + name + "\"}}", headers);
    }

    /** The headers of a new trace, whose id is {@code baseId}. */
    static Map<String, String> signed(String baseId, String key) {
        SignedHeaders headers = SignedHeaders.sign(baseId, baseId, HmacKey.of(key));
        return Map.of(SignedHeaders.INFO, headers.info(), SignedHeaders.HMAC, headers.hmac());
    }

    static String newId() {
        return UUID.randomUUID().toString();
    }
}
