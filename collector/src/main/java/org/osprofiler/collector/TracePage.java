package org.osprofiler.collector;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.eclipse.jetty.server.Response;
import org.jspecify.annotations.Nullable;
import org.osprofiler.report.Trace;
import org.osprofiler.report.page.HtmlPage;
import org.osprofiler.report.page.PageCode;
import org.osprofiler.store.EventQuery;
import org.osprofiler.store.TraceStore;
import org.osprofiler.wire.Notification;

/**
 * {@code GET /traces/ID}, and {@code GET /traces?id=ID} for ids that cannot stand in a path. A trace is in memory as a whole
 * while its page is made, so they are made one by one, and not of traces without end. The finished page, some 20 bytes a
 * notification, waits for the client; written while it is made, a client that reads slowly would keep the trace in memory.
 */
final class TracePage {

    /** Bytes of a notification while a page is made, besides long texts; measured are 2,500 with payloads of 500 characters. */
    private static final int BYTES = 4_000;

    /** Characters of a payload that are among those bytes. */
    private static final int USUAL_CHARACTERS = 500;

    /** The most notifications of a trace that has a page, however large the heap. */
    private static final int LONGEST = 500_000;

    private static final int AT_ONCE = 1;
    private static final int MAY_WAIT = 8;
    private static final long PATIENCE_SECONDS = 10;
    private static final String BUSY = "other pages are being made; try again";
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_-]+");

    private final TraceStore store;
    private final long heap;
    private final int longest;
    private final PageCode code = PageCode.of("trace");
    private final Semaphore waiting = new Semaphore(MAY_WAIT);
    private final Semaphore pages = new Semaphore(AT_ONCE, true);

    TracePage(TraceStore store) {
        this(store, Runtime.getRuntime().maxMemory());
    }

    /** @param heap in bytes; how long a trace may be goes by it */
    TracePage(TraceStore store, long heap) {
        this.store = store;
        this.heap = heap;
        longest = (int) Math.min(LONGEST, heap / BYTES);
    }

    /** Where the page of a trace is; needs no escaping in HTML. */
    static String address(String baseId) {
        return PLAIN.matcher(baseId).matches()
                ? "/traces/" + baseId
                : "/traces?id=" + URLEncoder.encode(baseId, StandardCharsets.UTF_8);
    }

    void write(Response response, String baseId) throws IOException, HttpProblem, InterruptedException {
        // Not many may wait: each has a thread that the agents' posts need.
        if (!waiting.tryAcquire()) {
            throw new HttpProblem(503, BUSY);
        }
        try {
            if (!pages.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new HttpProblem(503, BUSY);
            }
        } finally {
            waiting.release();
        }
        ByteBuffer page;
        try {
            page = page(baseId);
        } finally {
            pages.release(); // before a client that reads slowly gets it
        }
        Answer.page(response, code, page);
    }

    private List<Notification> notifications(String baseId) throws HttpProblem {
        List<Notification> trace = new ArrayList<>();
        long[] bytes = {0};
        store.events(EventQuery.trace(baseId, longest + 1), event -> {
            Notification notification = event.notification();
            bytes[0] += BYTES + 2 * Math.max(0, characters(notification.payload()) - USUAL_CHARACTERS);
            if (bytes[0] <= heap) {
                trace.add(notification);
            }
        });
        if (trace.size() > longest || bytes[0] > heap) {
            throw new HttpProblem(
                    422,
                    "this trace has more than " + Math.min(longest, trace.size())
                            + " notifications, too many for a page here; run 'osprofiler trace show --html' with its id");
        }
        return trace;
    }

    /** Of all texts in a payload, whose levels are limited. */
    private static long characters(@Nullable Object value) {
        long characters = 0;
        if (value instanceof String text) {
            characters = text.length();
        } else if (value instanceof Map<?, ?> map) {
            for (Object each : map.values()) {
                characters += characters(each);
            }
        } else if (value instanceof List<?> list) {
            for (Object each : list) {
                characters += characters(each);
            }
        }
        return characters;
    }

    ByteBuffer page(String baseId) throws IOException, HttpProblem {
        List<Notification> trace = notifications(baseId);
        if (trace.isEmpty()) {
            throw new HttpProblem(404, "no trace " + baseId);
        }
        ByteArrayOutputStream page = new ByteArrayOutputStream(256 * 1024);
        try (Writer html = new OutputStreamWriter(page, StandardCharsets.UTF_8)) {
            HtmlPage.write(Trace.of(trace), html);
        }
        return ByteBuffer.wrap(page.toByteArray());
    }
}
