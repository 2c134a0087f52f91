package org.osprofiler.collector;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Response;
import org.osprofiler.report.page.PageCode;

/** Writes answers; blocks until they are with the client's connection. */
final class Answer {

    static final String JSON = "application/json";
    private static final String HTML = "text/html; charset=utf-8";
    static final String TEXT = "text/plain; charset=utf-8";
    static final String METRICS = "text/plain; version=0.0.4; charset=utf-8";

    private Answer() {}

    static void text(Response response, int status, String type, String text) throws IOException {
        start(response, status, type);
        Content.Sink.write(response, true, ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** A page of ours is one file: it loads nothing, runs only its own script, and nobody may frame it. */
    static void page(Response response, PageCode code, ByteBuffer html) throws IOException {
        start(response, 200, HTML);
        HttpFields.Mutable headers = response.getHeaders();
        headers.put("Content-Security-Policy", code.policy() + "; frame-ancestors 'none'");
        headers.put("Referrer-Policy", "no-referrer");
        Content.Sink.write(response, true, html);
    }

    /** Writes the text of a long answer. */
    interface Body {
        void write(Writer out) throws IOException;
    }

    /** A long answer. When {@code body} fails, the end is never written, so the client sees that it is cut off. */
    static void stream(Response response, String type, Body body) throws IOException {
        start(response, 200, type);
        Writer out = new OutputStreamWriter(Content.Sink.asOutputStream(response), StandardCharsets.UTF_8);
        body.write(out);
        out.close();
    }

    private static void start(Response response, int status, String type) {
        response.setStatus(status);
        HttpFields.Mutable headers = response.getHeaders();
        headers.put(HttpHeader.CONTENT_TYPE, type);
        headers.put("X-Content-Type-Options", "nosniff");
        headers.put("Cross-Origin-Resource-Policy", "same-origin");
        headers.put(HttpHeader.CACHE_CONTROL, "no-store");
    }
}
