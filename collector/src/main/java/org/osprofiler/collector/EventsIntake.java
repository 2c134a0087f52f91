package org.osprofiler.collector;

import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.jspecify.annotations.Nullable;
import org.osprofiler.wire.CollectorApi;
import org.osprofiler.wire.JsonWriter;

/**
 * {@code POST /v1/events}: answers 200 when everything usable in the body is on disk. Ceilometer's agent never sends again what
 * was answered with 4xx or 5xx, so one broken event does not refuse the others.
 */
final class EventsIntake {

    /** Bytes of a body; twice what our own notifier sends at most. */
    static final int LARGEST_BODY = 64 * 1024 * 1024;

    private static final Duration SLOWEST_BODY = Duration.ofSeconds(60);

    /** Our own notifier waits 10 s for an answer, and sends again. */
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    private final StoreWriter writer;
    private final CollectorCounters counters;
    private final Semaphore reading = new Semaphore(Upload.PERMITS, true);

    EventsIntake(StoreWriter writer, CollectorCounters counters) {
        this.writer = writer;
        this.counters = counters;
    }

    void post(Request request, Response response) throws IOException, HttpProblem, InterruptedException {
        String type = request.getHeaders().get(HttpHeader.CONTENT_TYPE);
        if (!isJson(type)) {
            throw new HttpProblem(415, "only application/json is taken");
        }
        if (request.getLength() > LARGEST_BODY) {
            throw PostedBody.tooLong(LARGEST_BODY);
        }
        Upload upload =
                new Upload(writer, reading, PATIENCE, request.getHeaders().get(CollectorApi.PUBLISHER_ID));
        try (PostedBody body =
                new PostedBody(Content.Source.asInputStream(request), LARGEST_BODY, SLOWEST_BODY, System::nanoTime)) {
            upload.take(body);
        } finally {
            if (upload.broken() > 0) {
                counters.broken(Request.getRemoteAddr(request), upload.broken(), upload.firstReason());
            }
        }
        String outcome = new JsonWriter(JsonWriter.Style.COMPACT)
                .beginObject()
                .field("accepted", upload.accepted())
                .field("broken", upload.broken())
                .endObject()
                .toString();
        Answer.text(response, 200, Answer.JSON, outcome);
    }

    /** A browser lets any page send a form or plain text anywhere, but not this type. */
    private static boolean isJson(@Nullable String type) {
        if (type == null) {
            return false;
        }
        int parameters = type.indexOf(';');
        return (parameters < 0 ? type : type.substring(0, parameters))
                .strip()
                .toLowerCase(Locale.ROOT)
                .equals(Answer.JSON);
    }
}
