package org.osprofiler.collector;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.jspecify.annotations.Nullable;
import org.osprofiler.wire.JsonWriter;

/**
 * {@code POST /v1/events}: answers 200 when everything usable in the body is on disk. Ceilometer's agent never sends again what
 * was answered with 4xx or 5xx, so one broken event does not refuse the others.
 */
final class EventsIntake {

    /** Bytes of a body; twice what our own notifier sends at most. */
    static final int LARGEST_BODY = 64 * 1024 * 1024;

    private static final int USUAL_BODY = 1024 * 1024;
    private static final int UNUSUAL_AT_ONCE = 3;
    private static final String PUBLISHER_HEADER = "X-Publisher-Id";

    private final StoreWriter writer;
    private final CollectorCounters counters;

    /** Bodies over {@link #USUAL_BODY} that are in memory; without this bound a few clients could fill it. */
    private final Semaphore unusual = new Semaphore(UNUSUAL_AT_ONCE, true);

    EventsIntake(StoreWriter writer, CollectorCounters counters) {
        this.writer = writer;
        this.counters = counters;
    }

    void post(Request request, Response response) throws IOException, HttpProblem, InterruptedException {
        String type = request.getHeaders().get(HttpHeader.CONTENT_TYPE);
        if (!isJson(type)) {
            throw new HttpProblem(415, "only application/json is taken");
        }
        long length = request.getLength();
        if (length > LARGEST_BODY) {
            throw tooLarge();
        }
        boolean isUnusual = length < 0 || length > USUAL_BODY;
        if (isUnusual) {
            unusual.acquire();
        }
        Intake intake = new Intake(request.getHeaders().get(PUBLISHER_HEADER));
        try {
            intake.body(read(request));
            writer.write(intake.notifications());
        } catch (IllegalArgumentException e) {
            throw new HttpProblem(400, "nothing was stored: " + e.getMessage());
        } finally {
            if (isUnusual) {
                unusual.release();
            }
        }
        if (intake.broken() > 0) {
            counters.broken(Request.getRemoteAddr(request), intake.broken(), intake.firstReason());
        }
        String outcome = new JsonWriter(JsonWriter.Style.COMPACT)
                .beginObject()
                .field("accepted", intake.notifications().size())
                .field("broken", intake.broken())
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

    private static byte[] read(Request request) throws IOException, HttpProblem {
        try (InputStream body = Content.Source.asInputStream(request)) {
            byte[] bytes = body.readNBytes(LARGEST_BODY + 1);
            if (bytes.length > LARGEST_BODY) {
                throw tooLarge();
            }
            return bytes;
        }
    }

    private static HttpProblem tooLarge() {
        return new HttpProblem(
                413, "nothing was stored: a body has at most " + LARGEST_BODY + " bytes; send less at once");
    }
}
