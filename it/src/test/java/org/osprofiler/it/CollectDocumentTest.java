package org.osprofiler.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osprofiler.collector.Collector;
import org.osprofiler.collector.CollectorOptions;

/** A collector does what docs/collect.md says of it: its tokens, its example of a body, its table of requests. */
class CollectDocumentTest {

    @TempDir
    Path dir;

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void collector_answersAsTheDocumentSays() throws Exception {
        String document = Files.readString(Path.of("..", "docs", "collect.md"));
        Path tokens = Files.writeString(dir.resolve("tokens"), group("(?s)```text tokens\n(.*?)```", document));
        String write = group("\nwrite +(\\S+)", document);
        String read = group("\nread +(\\S+)", document);
        String body = group("(?s) -d '(\\[.*?])'", document);
        String answer = group("It answers `(.*?)`, with status 200", document);
        List<String> reads = Pattern.compile("(?m)^\\| `GET .*\\| read \\|")
                .matcher(document)
                .results()
                .flatMap(row -> Pattern.compile("(?<=`|`GET )/[a-z0-9_/]*(?=`)")
                        .matcher(row.group())
                        .results())
                .map(path -> path.group())
                .toList();
        assertThat(document).contains("X-Auth-Token: " + write);
        assertThat(reads).contains("/", "/v1/traces", "/v2/events", "/v2/event_types", "/metrics");

        try (Collector collector = Collector.start(CollectorOptions.builder()
                .listen("127.0.0.1", 0)
                .store("jdbc:h2:file:" + dir.resolve("store"))
                .tokenFile(tokens)
                .build())) {
            HttpRequest.Builder post = to(collector, "/v1/events")
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(body));
            assertThat(send(post.copy().header("X-Auth-Token", read)).statusCode())
                    .isEqualTo(403);
            HttpResponse<String> stored = send(post.copy().header("X-Auth-Token", write));
            assertThat(stored.statusCode()).isEqualTo(200);
            assertThat(stored.body()).isEqualTo(answer);

            for (String path : reads) {
                assertThat(send(to(collector, path)).statusCode()).as(path).isEqualTo(401);
                assertThat(send(to(collector, path).header("Authorization", "Bearer " + read))
                                .statusCode())
                        .as(path)
                        .isEqualTo(200);
            }
            assertThat(send(to(collector, "/healthz")).body()).isEqualTo("ok\n");
        }
    }

    private static String group(String regex, String text) {
        Matcher matcher = Pattern.compile(regex).matcher(text);
        assertThat(matcher.find()).as(regex).isTrue();
        return matcher.group(1);
    }

    private static HttpRequest.Builder to(Collector collector, String path) {
        return HttpRequest.newBuilder(URI.create(collector.url() + path));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
