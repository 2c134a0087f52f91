package org.osprofiler.send;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.osprofiler.wire.CollectorApi;

/**
 * Posts batches to {@code POST /v1/events} of a collector, as a bare JSON list of payloads. User and password of the URL go as
 * Basic authentication, the token file's token as {@code X-Auth-Token}.
 *
 * <p>Its client has two threads of its own while it is open: the selector's and one for answers. Before Java 21 nothing can end
 * the selector's but the collection of its client, some time after the close; until then a server may warn of the thread {@code
 * HttpClient-N-SelectorManager}.
 */
final class HttpNotifier implements Notifier {

    private static final System.Logger LOG = System.getLogger(HttpNotifier.class.getName());
    private static final Pattern BROKEN = Pattern.compile("\"broken\" ?: ?(\\d{1,9})\\b");
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(5);

    /** From connecting to the end of the answer. */
    static final Duration EXCHANGE_LIMIT = Duration.ofSeconds(10);

    private final URI events;
    private final @Nullable String credentials;
    private final String publisherId;
    private final @Nullable TokenFile tokenFile;
    private final Duration limit;
    private @Nullable HttpClient client;
    private @Nullable ExecutorService answers;

    /** The batch that is being sent; kept when it failed halfway, for it will be given again. */
    private @Nullable BatchProgress progress;

    /** @param base with a host, without query and fragment */
    HttpNotifier(URI base, String publisherId, @Nullable Path tokenFile, Duration limit) {
        this.events = URI.create(base.getScheme() + "://" + base.getHost()
                + (base.getPort() < 0 ? "" : ":" + base.getPort())
                + (base.getRawPath() == null ? "" : base.getRawPath().replaceFirst("/+$", ""))
                + CollectorApi.POST_EVENTS);
        this.credentials = basic(base.getUserInfo());
        this.publisherId = publisherId;
        this.tokenFile = tokenFile == null ? null : new TokenFile(tokenFile);
        this.limit = limit;
    }

    private static @Nullable String basic(@Nullable String user) {
        if (user == null) {
            return null;
        }
        String pair = user.indexOf(':') < 0 ? user + ':' : user;
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void send(List<OutgoingNotification> batch) throws IOException, InterruptedException {
        BatchProgress sending = progress;
        if (sending == null || !sending.isOf(batch)) {
            sending = new BatchProgress(batch);
            progress = sending;
        }
        while (!sending.isDone()) {
            post(sending);
        }
        progress = null;
        sending.throwIfAnyRefused();
    }

    private void post(BatchProgress sending) throws IOException, InterruptedException {
        HttpResponse<String> answer = exchange(request(sending.next()));
        int status = answer.statusCode();
        if (status / 100 == 2) {
            sending.accepted(setAside(answer.body()));
            return;
        }
        String message = "HTTP " + status + " from " + events + (answer.body().isEmpty() ? "" : ": " + answer.body());
        switch (status) {
            case 400, 422 -> sending.refused(message, false);
            case 413 -> sending.refused(message, true);
            default -> throw new IOException(message); // can be mended: a token, a proxy, a restart
        }
    }

    /** Our collector says {@code {"accepted":2,"broken":1}}; of others' answers nothing is known. */
    private static int setAside(String answer) {
        Matcher broken = BROKEN.matcher(answer);
        return broken.find() ? Integer.parseInt(broken.group(1)) : 0;
    }

    private HttpRequest request(List<OutgoingNotification> part) throws IOException {
        StringBuilder body = new StringBuilder(part.size() * 400);
        char separator = '[';
        for (OutgoingNotification notification : part) {
            body.append(separator).append(notification.payload());
            separator = ',';
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(events)
                .header("Content-Type", "application/json")
                .header(CollectorApi.PUBLISHER_ID, publisherId)
                .POST(HttpRequest.BodyPublishers.ofString(body.append(']').toString()));
        if (credentials != null) {
            request.header("Authorization", credentials);
        }
        if (tokenFile != null) {
            request.header(CollectorApi.AUTH_TOKEN, tokenFile.token());
        }
        return request.build();
    }

    /** The client's own limit ends with the headers; this one has the body in it. */
    private HttpResponse<String> exchange(HttpRequest request) throws IOException, InterruptedException {
        AnswerStart body = new AnswerStart();
        CompletableFuture<HttpResponse<String>> answer = client().sendAsync(request, headers -> body);
        boolean answered = false;
        try {
            HttpResponse<String> whole = answer.get(limit.toNanos(), TimeUnit.NANOSECONDS);
            answered = true;
            return whole;
        } catch (TimeoutException e) {
            throw new IOException("no whole answer from " + events + " within " + limit.toMillis() + " ms", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failure) {
                throw failure;
            }
            throw new IOException("no answer from " + events + ": " + e.getCause(), e.getCause());
        } finally {
            if (!answered) {
                answer.cancel(true);
                body.cancel();
            }
        }
    }

    private HttpClient client() {
        HttpClient open = client;
        if (open == null) {
            ExecutorService threads = Executors.newSingleThreadExecutor(task -> {
                // Not the URI's authority as it was given: it may hold a password, and thread dumps are passed around.
                Thread thread = new Thread(task, "osprofiler-http " + events.getAuthority());
                thread.setDaemon(true);
                thread.setContextClassLoader(HttpNotifier.class.getClassLoader());
                return thread;
            });
            open = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(CONNECT_LIMIT)
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
