package org.osprofiler.collector;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.osprofiler.wire.JsonReader;

/** A client of a collector under test. */
final class Http {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final Collector collector;

    Http(Collector collector) {
        this.collector = collector;
    }

    HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        return send(request(path, headers).GET().build());
    }

    HttpResponse<String> post(String body, String... headers) throws IOException, InterruptedException {
        return post("application/json", body.getBytes(StandardCharsets.UTF_8), headers);
    }

    HttpResponse<String> post(String type, byte[] body, String... headers) throws IOException, InterruptedException {
        return send(request("/v1/events", headers)
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build());
    }

    HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
    }

    HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(collector.url() + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return request;
    }

    /** The events of {@code GET /v2/events?QUERY}. */
    @SuppressWarnings("unchecked") // what the API answers
    List<Map<String, Object>> events(String query) throws IOException, InterruptedException {
        HttpResponse<String> answer = get("/v2/events" + query);
        if (answer.statusCode() != 200) {
            throw new IOException(answer.statusCode() + " " + answer.body());
        }
        return (List<Map<String, Object>>) JsonReader.forWire().read(answer.body());
    }

    /** The value of a counter in {@code /metrics}. */
    long metric(String name) throws IOException, InterruptedException {
        return get("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToLong(line -> Long.parseLong(line.substring(name.length() + 1)))
                .findFirst()
                .orElseThrow();
    }

    /** The status line of an answer to a request that no client library would send. */
    String raw(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), collector.port())) {
            socket.getOutputStream().write(request.replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .findFirst()
                    .orElse("");
        }
    }
}
