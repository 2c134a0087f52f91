package org.osprofiler.filter;

import static org.awaitility.Awaitility.await;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.ee9.servlet.FilterHolder;
import org.eclipse.jetty.ee9.servlet.ServletContextHandler;
import org.eclipse.jetty.ee9.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.osprofiler.Profiler;
import org.osprofiler.wire.HmacKey;
import org.osprofiler.wire.Notification;
import org.osprofiler.wire.SignedHeaders;

/** A real Jetty (Servlet 5.0, the floor) with the filter in front of whatever a test puts behind it. */
final class FilteredServer implements AutoCloseable {

    static final String KEY = "a key for tests only";

    /** What a test's servlet does. */
    interface Work {
        void run(HttpServletRequest request, HttpServletResponse response) throws Exception;
    }

    final Path notifications;
    final Path ini;
    private final Server server = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    final ServletContextHandler context = new ServletContextHandler(ServletContextHandler.NO_SESSIONS);
    private final Map<String, Work> works = new ConcurrentHashMap<>();
    final ProfilerFilter filter = new ProfilerFilter(Duration.ofMillis(20));
    private final HttpClient client = HttpClient.newHttpClient();

    FilteredServer(Path dir) {
        notifications = dir.resolve("notifications.jsonl");
        ini = dir.resolve("api-paste.ini");
        write(iniText(KEY, "yes"));
        context.setContextPath("/app");
        context.setDisplayName("tested");
        add(filter, EnumSet.allOf(DispatcherType.class));
        ServletHolder servlet = new ServletHolder(new HttpServlet() {
            @Override
            protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
                Object included = request.getAttribute(RequestDispatcher.INCLUDE_PATH_INFO);
                Work work = works.get(included == null ? request.getPathInfo() : included);
                if (work == null) {
                    response.getWriter().write("ok");
                    return;
                }
                try {
                    work.run(request, response);
                } catch (IOException | RuntimeException e) {
                    throw e;
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            }
        });
        servlet.setAsyncSupported(true);
        context.addServlet(servlet, "/*");
    }

    String iniText(String key, String enabled) {
        return "[filter:osprofiler]\npaste.filter_factory = osprofiler.web:WsgiMiddleware.factory\nhmac_keys = " + key
                + "\nenabled = " + enabled + "\nproject = test\nconnection_string = " + notifications.toUri() + "\n";
    }

    void write(String text) {
        try {
            Files.writeString(ini, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    FilteredServer add(ProfilerFilter another, EnumSet<DispatcherType> dispatchers) {
        FilterHolder holder = new FilterHolder(another);
        holder.setAsyncSupported(true);
        holder.setInitParameter("config", ini.toString());
        context.addFilter(holder, "/*", dispatchers);
        return this;
    }

    FilteredServer on(String path, Work work) {
        works.put(path, work);
        return this;
    }

    void switchTo(boolean enabled) {
        Profiler profiler = filter.profiler();
        profiler.reconfigure(profiler.options().toBuilder().enabled(enabled).build());
    }

    FilteredServer start() throws Exception {
        server.setHandler(context);
        server.start();
        return this;
    }

    int port() {
        return server.getURI().getPort();
    }

    HttpResponse<String> get(String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + "/app" + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** Waits for the root's end too: the client may have its answer before the filter's chain returns. */
    HttpResponse<String> getSigned(String path, String baseId) throws Exception {
        Profiler profiler = filter.profiler();
        HttpResponse<String> answer = get(path, signed(baseId, KEY));
        await().until(() -> profiler.counters().getActive() == 0);
        return answer;
    }

    static String[] signed(String baseId, String key) {
        SignedHeaders headers = SignedHeaders.sign(baseId, baseId, HmacKey.of(key));
        return new String[] {SignedHeaders.INFO, headers.info(), SignedHeaders.HMAC, headers.hmac()};
    }

    /** What was sent so far. */
    List<Notification> sent() throws Exception {
        filter.profiler().flush(Duration.ofSeconds(10));
        if (!Files.exists(notifications)) {
            return List.of();
        }
        java.util.ArrayList<Notification> sent = new java.util.ArrayList<>();
        for (String line : Files.readAllLines(notifications)) {
            sent.add(Notification.parse(line));
        }
        return sent;
    }

    List<String> names() throws Exception {
        return sent().stream().map(Notification::name).toList();
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
