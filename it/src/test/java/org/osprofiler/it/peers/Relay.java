package org.osprofiler.it.peers;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import org.eclipse.jetty.ee11.servlet.FilterHolder;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.jspecify.annotations.Nullable;
import org.osprofiler.Profiler;
import org.osprofiler.filter.ProfilerFilter;
import org.osprofiler.wire.JsonWriter;
import org.osprofiler.wire.SignedHeaders;

/** A service behind our filter that does what {@code src/test/python/relay.py} does behind Python's middleware. */
final class Relay implements AutoCloseable {

    private final Server server = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));

    private Relay(Path ini) {
        ServletContextHandler context = new ServletContextHandler();
        FilterHolder filter = new FilterHolder(new ProfilerFilter());
        filter.setAsyncSupported(true);
        filter.setInitParameter("config", ini.toString());
        context.addFilter(filter, "/*", EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC));
        context.addServlet(new ServletHolder(new RelayServlet()), "/*");
        server.setHandler(context);
    }

    static Relay start(Path ini) throws Exception {
        Relay relay = new Relay(ini);
        try {
            relay.server.start();
            return relay;
        } catch (Exception e) {
            relay.close();
            throw e;
        }
    }

    String url() {
        return "http://127.0.0.1:" + server.getURI().getPort();
    }

    @Override
    public void close() throws Exception {
        server.stop();
    }

    private static final class RelayServlet extends HttpServlet {

        private static final long serialVersionUID = 1;
        private static final Duration CALL = Duration.ofSeconds(20);
        private static final HttpClient CLIENT = HttpClient.newHttpClient();

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            String fail = request.getParameter("fail");
            if (fail != null) {
                throw new IllegalStateException(fail);
            }
            String next = request.getParameter("next");
            String called = next == null ? null : Profiler.trace("call", () -> call(next));
            response.setContentType("application/json");
            response.getOutputStream()
                    .write(new JsonWriter(JsonWriter.Style.COMPACT)
                            .beginObject()
                            .field("service", "java")
                            .field("info", request.getHeader(SignedHeaders.INFO))
                            .field("hmac", request.getHeader(SignedHeaders.HMAC))
                            .name("next")
                            .raw(called == null ? "null" : called)
                            .endObject()
                            .toString()
                            .getBytes(StandardCharsets.UTF_8));
        }

        private static @Nullable String call(String url) throws IOException {
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(URI.create(url)).timeout(CALL);
            SignedHeaders headers = Profiler.headers();
            if (headers != null) {
                headers.inject(request::setHeader);
            }
            try {
                HttpResponse<String> answer = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
                return answer.statusCode() == 200 ? answer.body() : null;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException(e);
            }
        }
    }
}
