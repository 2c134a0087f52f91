package org.osprofiler.filter;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.osprofiler.Profiler;
import org.osprofiler.Span;
import org.osprofiler.wire.SignedHeaders;

/** A servlet that does what the applications of vectors/middleware.json did. */
final class PlayedApplication extends HttpServlet {

    private static final long serialVersionUID = 1;

    private final transient MiddlewareCase each;

    final transient AtomicInteger called = new AtomicInteger();
    transient volatile String baseId = "";
    transient volatile String parentId = "";
    transient volatile @Nullable SignedHeaders headers;

    /** What it would have sent to other services; null where the request is not traced. */
    final transient List<@Nullable SignedHeaders> outgoing = Collections.synchronizedList(new ArrayList<>());

    transient volatile @Nullable Boolean bodyReadWhileProfiler;

    PlayedApplication(MiddlewareCase each) {
        this.each = each;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        try {
            play(request, response);
        } catch (IOException | ServletException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new AssertionError("no exception of a servlet", e);
        }
    }

    private void play(HttpServletRequest request, HttpServletResponse response) throws Exception {
        called.incrementAndGet();
        Span root = Profiler.current();
        baseId = root.baseId();
        parentId = root.parentId();
        headers = Profiler.headers();
        switch (each.kind()) {
            case "ok" -> answer(response);
            case "raise" -> raise();
            case "nested raise" -> Profiler.trace("step", this::raise);
            case "caught" -> {
                try {
                    Profiler.trace("step", this::raise);
                } catch (Exception e) {
                    answer(response);
                }
            }
            case "open span" -> {
                Profiler.span("left-open", out -> out.field("n", 1));
                answer(response);
            }
            case "extra stop" -> {
                root.info("n", 2).close();
                answer(response);
            }
            case "lazy body" -> answerLater(request.startAsync(), response);
            case "outgoing" -> {
                outgoing.add(Profiler.headers());
                try (Span step = Profiler.span("step", out -> out.field("n", 1))) {
                    outgoing.add(Profiler.headers());
                }
                outgoing.add(Profiler.headers());
                answer(response);
            }
            default -> throw new IllegalArgumentException("nobody plays an application of the kind " + each.kind());
        }
    }

    private void answer(HttpServletResponse response) throws IOException {
        response.setStatus(each.applicationStatus());
        response.flushBuffer();
    }

    private void raise() throws Exception {
        throw PlayedException.of(each);
    }

    /** WSGI's server reads the body after the call; here the container's thread goes, and another one writes. */
    private void answerLater(AsyncContext context, HttpServletResponse response) {
        Thread writer = new Thread(
                () -> {
                    try {
                        bodyReadWhileProfiler = Profiler.isTracing();
                        answer(response);
                    } catch (IOException e) {
                        throw new AssertionError(e);
                    } finally {
                        context.complete();
                    }
                },
                "body");
        writer.start();
    }
}
