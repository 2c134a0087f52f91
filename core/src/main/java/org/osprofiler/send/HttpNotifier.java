package org.osprofiler.send;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * Posts batches to {@code POST /v1/events} of a collector, as a bare JSON list of payloads.
 *
 * <p>Its client has two threads of its own while it is open: the selector's and one for answers.
 */
final class HttpNotifier implements Notifier {

    private static final System.Logger LOG = System.getLogger(HttpNotifier.class.getName());
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(10);

    private final URI events;
    private final String publisherId;
    private final @Nullable Path tokenFile;
    private @Nullable HttpClient client;
    private @Nullable ExecutorService answers;

    HttpNotifier(URI base, String publisherId, @Nullable Path tokenFile) {
        String path = base.getPath() == null ? "" : base.getPath();
        this.events = base.resolve((path.endsWith("/") ? path : path + "/") + "v1/events");
        this.publisherId = publisherId;
        this.tokenFile = tokenFile;
    }

    @Override
    public void send(List<OutgoingNotification> batch) throws IOException, InterruptedException {
        StringBuilder body = new StringBuilder(batch.size() * 400);
        char separator = '[';
        for (OutgoingNotification notification : batch) {
            body.append(separator).append(notification.payload());
            separator = ',';
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(events)
                .timeout(ANSWER_TIMEOUT)
                .header("Content-Type", "application/json")
                .header("X-Publisher-Id", publisherId)
                .POST(HttpRequest.BodyPublishers.ofString(body.append(']').toString()));
        if (tokenFile != null) {
            request.header("X-Auth-Token", Files.readString(tokenFile).strip());
        }
        HttpResponse<String> answer = client().send(request.build(), HttpResponse.BodyHandlers.ofString());
        int status = answer.statusCode();
        if (status / 100 == 2) {
            return;
        }
        String text = answer.body().strip();
        String message = "HTTP " + status + " from " + Destination.display(events.toString())
                + (text.isEmpty() ? "" : ": " + text.lines().findFirst().orElse(""));
        if (status == 400 || status == 413 || status == 422) {
            throw new RefusedException(message);
        }
        throw new IOException(message); // the rest can be mended: a token, a proxy, a restart
    }

    private HttpClient client() {
        HttpClient open = client;
        if (open == null) {
            ExecutorService threads = Executors.newSingleThreadExecutor(task -> {
                Thread thread = new Thread(task, "osprofiler-http " + events.getAuthority());
                thread.setDaemon(true);
                thread.setContextClassLoader(HttpNotifier.class.getClassLoader());
                return thread;
            });
            open = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(CONNECT_TIMEOUT)
                    .executor(threads)
                    .build();
            answers = threads;
            client = open;
        }
        return open;
    }

    @Override
    public void idle() {
        close();
    }

    @Override
    public void close() {
        if (client instanceof AutoCloseable closeable) { // from Java 21 on
            try {
                closeable.close();
            } catch (Exception e) {
                LOG.log(System.Logger.Level.DEBUG, "the HTTP client did not close", e);
            }
        }
        client = null; // Java 17's selector ends when nothing refers to its client
        if (answers != null) {
            answers.shutdown();
            answers = null;
        }
    }
}
