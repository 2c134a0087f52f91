package org.osprofiler.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.osprofiler.send.Destination;
import org.osprofiler.send.FailureReason;
import org.osprofiler.wire.CeilometerEvent;
import org.osprofiler.wire.CollectorApi;
import org.osprofiler.wire.JsonReader;
import org.osprofiler.wire.MalformedJsonException;
import org.osprofiler.wire.MalformedNotificationException;

/**
 * Reads a v2 events API: a collector's, or Ceilometer's of old. User and password of the URL go as Basic authentication; for
 * a collector the password is a read token.
 *
 * <p>An event that cannot be read is left out, with a warning in the log.
 */
final class HttpStore implements TraceStore {

    private static final System.Logger LOG = System.getLogger(HttpStore.class.getName());
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final int MAX_PORT = 65535;

    /**
     * How long a server may take.
     *
     * @param silence until it answers, and between two parts of its answer
     * @param answer for all of an answer
     */
    record Patience(Duration silence, Duration answer) {}

    private static final Patience PATIENCE = new Patience(Duration.ofSeconds(60), Duration.ofMinutes(10));

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT)
            .build();
    private final String base;
    private final @Nullable String credentials;
    private final String display;
    private final Patience patience;

    private HttpStore(String base, @Nullable String credentials, String display, Patience patience) {
        this.base = base;
        this.credentials = credentials;
        this.display = display;
        this.patience = patience;
    }

    static HttpStore open(String url) {
        return open(url, PATIENCE);
    }

    static HttpStore open(String url, Patience patience) {
        String display = Destination.display(url);
        URI given = parse(url);
        if (given == null || given.getHost() == null || given.getQuery() != null || given.getFragment() != null) {
            throw new IllegalArgumentException(
                    "'" + display
                            + "' is no address of an events API; allowed is http://[USER:TOKEN@]HOST[:PORT][/PATH], without a query");
        }
        if (given.getPort() == 0 || given.getPort() > MAX_PORT) {
            throw new IllegalArgumentException("'" + display + "': a port from 1 to " + MAX_PORT + " is allowed");
        }
        String user = given.getUserInfo();
        String credentials = user == null
                ? null
                : "Basic "
                        + Base64.getEncoder()
                                .encodeToString(
                                        (user.indexOf(':') < 0 ? user + ':' : user).getBytes(StandardCharsets.UTF_8));
        String base = user == null ? url : url.replaceFirst("//[^/@]*@", "//");
        return new HttpStore(
                base.endsWith("/") ? base.substring(0, base.length() - 1) : base, credentials, display, patience);
    }

    private static @Nullable URI parse(String url) {
        try {
            return new URI(url);
        } catch (URISyntaxException e) {
            return null; // its message would tell the password
        }
    }

    @Override
    public boolean isReadOnly() {
        return true;
    }

    @Override
    public int store(List<StoredNotification> batch) {
        throw new UnsupportedOperationException(
                display + " can only be read; notifications are posted to " + CollectorApi.POST_EVENTS);
    }

    @Override
    public void events(EventQuery query, Consumer<? super StoredNotification> each) {
        StringBuilder request =
                new StringBuilder(CollectorApi.EVENTS).append("?limit=").append(query.limit());
        for (EventQuery.Condition condition : query.where()) {
            request.append("&q.field=").append(condition.field().wireName());
            request.append("&q.op=").append(condition.comparison().wireName());
            request.append("&q.value=").append(URLEncoder.encode(condition.value(), StandardCharsets.UTF_8));
        }
        for (Object event : list(request.toString())) {
            StoredNotification stored;
            try {
                stored = event(event);
            } catch (MalformedNotificationException | IllegalArgumentException e) {
                LOG.log(System.Logger.Level.WARNING, "osprofiler: left out of {0}: {1}", display, e.getMessage());
                continue;
            }
            each.accept(stored);
        }
    }

    @Override
    public List<String> eventTypes() {
        List<String> found = new ArrayList<>();
        for (Object entry : list("/v2/event_types")) {
            if (entry instanceof String eventType) {
                found.add(eventType);
            } else {
                throw new StoreException(display + ": its list of event types has an entry that is none", null);
            }
        }
        return found;
    }

    private static StoredNotification event(@Nullable Object json) throws MalformedNotificationException {
        CeilometerEvent event = CeilometerEvent.of(json);
        return new StoredNotification(
                event.notification(),
                text(event.messageId()),
                text(event.publisherId()),
                text(event.eventType()),
                "",
                text(event.generated()));
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }

    @Override
    public List<TraceSummary> traces(TraceQuery query) {
        List<TraceSummary> found = new ArrayList<>();
        for (Object entry : list(CollectorApi.TRACES + conditions(query) + "&sort="
                + query.order().wireName() + "&limit=" + query.limit() + "&offset=" + query.offset())) {
            found.add(summary(entry));
        }
        return found;
    }

    @Override
    public long count(TraceQuery query) {
        if (read(CollectorApi.TRACES_COUNT + conditions(query), Map.class, "object")
                        .get(TraceSummary.COUNT)
                instanceof Long count) {
            return count;
        }
        throw new StoreException(display + ": its answer has no count of traces", null);
    }

    private static String conditions(TraceQuery query) {
        return "?error-trace=" + query.errorsOnly() + "&text="
                + URLEncoder.encode(query.text(), StandardCharsets.UTF_8);
    }

    /** An entry of a collector's list; from before the columns of {@link TraceTable} it has the first four fields only. */
    private TraceSummary summary(Object entry) {
        if (entry instanceof Map<?, ?> trace
                && trace.get(TraceSummary.BASE_ID) instanceof String baseId
                && trace.get(TraceSummary.TIMESTAMP) instanceof String timestamp
                && trace.get(TraceSummary.NOTIFICATIONS) instanceof Long notifications
                && trace.get(TraceSummary.ERROR) instanceof Boolean error) {
            List<String> services = new ArrayList<>();
            if (trace.get(TraceSummary.SERVICES) instanceof List<?> names) {
                names.forEach(name -> services.add(String.valueOf(name)));
            }
            return new TraceSummary(
                    baseId,
                    timestamp,
                    notifications,
                    error,
                    trace.get(TraceSummary.DURATION_MICROS) instanceof Long micros
                            ? OptionalLong.of(micros)
                            : OptionalLong.empty(),
                    trace.get(TraceSummary.NAME) instanceof String name ? name : "",
                    trace.get(TraceSummary.LABEL) instanceof String label ? label : "",
                    services);
        }
        throw new StoreException(display + ": its list of traces has an entry that is none", null);
    }

    private List<?> list(String request) {
        return read(request, List.class, "list");
    }

    /** @param kind what JSON calls it, for messages */
    private <T> T read(String request, Class<T> type, String kind) {
        HttpRequest.Builder get = HttpRequest.newBuilder(URI.create(base + request))
                .timeout(patience.silence)
                .header("Accept", "application/json");
        if (credentials != null) {
            get.header("Authorization", credentials);
        }
        try {
            HttpResponse<InputStream> answer = client.send(get.build(), HttpResponse.BodyHandlers.ofInputStream());
            // The request's timeout ends with the head of the answer.
            try (InputStream in = new WatchedBody(answer.body(), patience);
                    InputStreamReader body = new InputStreamReader(in, StandardCharsets.UTF_8)) {
                check(answer.statusCode(), request, body);
                Object answered = JsonReader.forFiles().sharingParts().read(body);
                if (type.isInstance(answered)) {
                    return type.cast(answered);
                }
                throw new StoreException(display + ": no events API: its answer is no JSON " + kind, null);
            }
        } catch (MalformedJsonException e) {
            HttpTimeoutException timeout = WatchedBody.timeout(e);
            if (timeout != null) {
                throw unreachable(timeout);
            }
            throw new StoreException(display + ": no events API, or cut off: its answer is no JSON", e);
        } catch (IOException e) {
            throw unreachable(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException(display + ": interrupted", e);
        }
    }

    private StoreUnreachableException unreachable(IOException e) {
        return new StoreUnreachableException("cannot reach " + display + ": " + FailureReason.of(e), e);
    }

    private void check(int status, String request, Reader body) throws IOException {
        switch (status) {
            case 200 -> {}
            case 401, 403 ->
                throw new StoreUnreachableException(
                        display + " wants a read token (HTTP " + status
                                + "); write it as the password: http://any:TOKEN@HOST",
                        null);
            case 502, 503, 504 ->
                throw new StoreUnreachableException("cannot reach " + display + ": HTTP " + status, null);
            default ->
                throw new StoreException(
                        display + ": HTTP " + status + " for " + request.replaceFirst("\\?.*", "") + reason(body),
                        null);
        }
    }

    /** What the server says to it: the beginning of its first line. */
    private static String reason(Reader body) throws IOException {
        char[] text = new char[200];
        int length = 0;
        for (int read; length < text.length && (read = body.read(text, length, text.length - length)) > 0; ) {
            length += read;
        }
        return new String(text, 0, length)
                .lines()
                .findFirst()
                .map(line -> ": " + line.replaceAll("\\p{Cntrl}", "?"))
                .orElse("");
    }

    @Override
    public String display() {
        return display;
    }

    @Override
    public String toString() {
        return display;
    }

    /** Nothing to do: Java 17's client has no close; its threads end when nothing refers to it. */
    @Override
    public void close() {}
}
