package org.osprofiler.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.osprofiler.Profiler;
import org.osprofiler.Span;

class AsyncRequestTest extends FilterTest {

    @Test
    void errorPage_ofAnAsyncRequest_isPartOfItsRoot() throws Exception {
        errorPage("/sorry");
        server.on("/a", (request, response) -> {
            if (request.getDispatcherType() == DispatcherType.ASYNC) {
                throw new IllegalStateException("disk full");
            }
            request.startAsync().dispatch();
        });
        server.on("/sorry", (request, response) -> Profiler.span("page").close());
        assertThat(server.start().getSigned("/a", "b").statusCode()).isEqualTo(500);
        await().until(() -> server.names().contains("wsgi-stop"));
        assertThat(server.names()).containsExactly("wsgi-start", "page-start", "page-stop", "wsgi-stop");
        assertThat(server.sent().get(3).info())
                .containsEntry("response", Map.of("status", 500L))
                .containsEntry("message", "disk full");
    }

    @Test
    void async_rootEndsWithTheRequest_notWithTheChain() throws Exception {
        CompletableFuture<Void> go = new CompletableFuture<>();
        server.on("/a", (request, response) -> {
            AsyncContext async = request.startAsync();
            Span span = Profiler.current();
            new Thread(() -> {
                        go.join();
                        try (var scope = span.attach()) {
                            Profiler.span("later").close();
                        }
                        ((jakarta.servlet.http.HttpServletResponse) async.getResponse()).setStatus(201);
                        async.complete();
                    })
                    .start();
        });
        server.start();
        Future<HttpResponse<String>> answer = inBackground(() -> server.getSigned("/a", "b"));
        await().until(() -> server.names().equals(List.of("wsgi-start")));
        go.complete(null);
        assertThat(answer.get().statusCode()).isEqualTo(201);
        await().until(() -> server.names().size() == 4);
        assertThat(server.names()).containsExactly("wsgi-start", "later-start", "later-stop", "wsgi-stop");
        assertThat(server.sent().get(3).info()).containsEntry("response", Map.of("status", 201L));
    }

    @Test
    void async_completedBeforeTheChainReturns_endsOnce() throws Exception {
        server.on("/a", (request, response) -> request.startAsync().complete());
        server.start();
        for (int i = 0; i < 20; i++) {
            server.getSigned("/a", "b" + i);
        }
        await().until(() -> server.names().size() == 40);
        assertThat(server.filter.profiler().counters().getExtraStops()).isZero();
    }

    @Test
    void asyncDispatch_putsTheSpanBack_andEndsOnce() throws Exception {
        server.on("/a", (request, response) -> {
            if (request.getDispatcherType() == DispatcherType.ASYNC) {
                Profiler.span("dispatched").close();
                if (request.getAttribute("again") == null) {
                    request.setAttribute("again", true);
                    request.startAsync().dispatch();
                }
            } else {
                request.startAsync().dispatch();
            }
        });
        server.start().getSigned("/a", "b");
        await().until(() -> server.names().contains("wsgi-stop"));
        assertThat(server.names())
                .containsExactly(
                        "wsgi-start",
                        "dispatched-start",
                        "dispatched-stop",
                        "dispatched-start",
                        "dispatched-stop",
                        "wsgi-stop");
    }

    @Test
    void async_withARequestAndResponseOfTheApplication_endsOnce() throws Exception {
        server.on("/a", (request, response) -> {
            if (request.getDispatcherType() == DispatcherType.ASYNC) {
                Profiler.span("dispatched").close();
                response.setStatus(202);
            } else {
                request.startAsync(new HttpServletRequestWrapper(request), new HttpServletResponseWrapper(response))
                        .dispatch();
            }
        });
        server.start().getSigned("/a", "b");
        await().until(() -> server.names().contains("wsgi-stop"));
        assertThat(server.names()).containsExactly("wsgi-start", "dispatched-start", "dispatched-stop", "wsgi-stop");
        assertThat(server.sent().get(3).info()).containsEntry("response", Map.of("status", 202L));
    }

    @Test
    void requestThatWasNotTraced_isNotTracedFromItsMiddle() throws Exception {
        AtomicInteger passes = new AtomicInteger();
        server.on("/a", (request, response) -> {
            if (passes.incrementAndGet() == 1) {
                server.switchTo(true);
                request.startAsync().dispatch();
            }
        });
        server.start().switchTo(false);
        server.getSigned("/a", "b");
        assertThat(passes).hasValue(2);
        assertThat(server.names()).isEmpty();
        server.getSigned("/a", "b");
        assertThat(server.names()).containsExactly("wsgi-start", "wsgi-stop");
    }

    @Test
    void async_startedOnARequestUnwrappedFromOurs_endsWithTheRequest() throws Exception {
        CompletableFuture<Void> go = new CompletableFuture<>();
        CountDownLatch started = new CountDownLatch(1);
        server.on("/a", (request, response) -> {
            AsyncContext async =
                    ((HttpServletRequestWrapper) request).getRequest().startAsync();
            CompletableFuture<Void> later = go.thenRun(() -> {
                response.setStatus(202);
                async.complete();
            });
            assertThat(later).isNotDone();
            started.countDown();
        });
        server.start();
        Future<HttpResponse<String>> answer = inBackground(() -> server.getSigned("/a", "b"));
        started.await();
        go.complete(null);
        assertThat(answer.get().statusCode()).isEqualTo(202);
        await().until(() -> server.names().contains("wsgi-stop"));
        assertThat(server.sent().get(1).info()).containsEntry("response", Map.of("status", 202L));
    }

    @Test
    void asyncTimeout_isRecorded() throws Exception {
        server.on("/a", (request, response) -> request.startAsync().setTimeout(50));
        server.start();
        assertThat(server.getSigned("/a", "b").statusCode()).isEqualTo(500);
        await().until(() -> server.names().contains("wsgi-stop"));
        assertThat(server.sent().get(1).info()).containsEntry("async", "timeout");
    }

    @Test
    void asyncError_isRecorded() throws Exception {
        server.on("/a", (request, response) -> {
            if (request.getDispatcherType() == DispatcherType.REQUEST) {
                request.startAsync().dispatch();
            } else if (request.getDispatcherType() == DispatcherType.ASYNC) {
                throw new IllegalArgumentException("late");
            }
        });
        server.start().getSigned("/a", "b");
        await().until(() -> server.names().contains("wsgi-stop"));
        assertThat(server.sent().get(1).info())
                .containsEntry("etype", "java.lang.IllegalArgumentException")
                .containsEntry("message", "late");
    }

    @Test
    void clientThatDisconnects_duringAnAsyncRequest_theRootEndsAllTheSame() throws Exception {
        CountDownLatch gone = new CountDownLatch(1);
        server.on("/a", (request, response) -> {
            AsyncContext async = request.startAsync();
            new Thread(() -> {
                        try {
                            gone.await();
                            for (int i = 0; i < 1000; i++) {
                                async.getResponse().getWriter().write("x".repeat(10_000));
                                async.getResponse().flushBuffer();
                            }
                        } catch (Exception e) {
                            // the client is gone
                        }
                        async.complete();
                    })
                    .start();
        });
        server.start();
        String[] headers = FilteredServer.signed("b", FilteredServer.KEY);
        try (Socket socket = new Socket(java.net.InetAddress.getLoopbackAddress(), server.port())) {
            socket.getOutputStream()
                    .write(("GET /app/a HTTP/1.1\r\nHost: x\r\n" + headers[0] + ": " + headers[1] + "\r\n" + headers[2]
                                    + ": " + headers[3] + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            await().until(() -> server.names().contains("wsgi-start"));
            socket.setSoLinger(true, 0);
        }
        gone.countDown();
        await().until(() -> server.names().contains("wsgi-stop"));
    }
}
