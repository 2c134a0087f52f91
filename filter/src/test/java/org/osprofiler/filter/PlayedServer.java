package org.osprofiler.filter;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.ee9.servlet.FilterHolder;
import org.eclipse.jetty.ee9.servlet.ServletContextHandler;
import org.eclipse.jetty.ee9.servlet.ServletHolder;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.osprofiler.Profiler;
import org.osprofiler.ProfilerOptions;
import org.osprofiler.testkit.Vectors;
import org.osprofiler.wire.JsonReader;

/**
 * A real Jetty, as lenient as it goes, with the filter in front of a {@link PlayedApplication}, for one request of a {@link
 * MiddlewareCase}. What HTTP or Jetty does not let through is handed over by a request object, see {@link Transport}.
 */
final class PlayedServer implements AutoCloseable {

    static final String HOST = "the-host";
    static final String PROJECT = "the-project";
    static final String SERVICE = "the-service";

    private static final int LARGEST_HEADERS = 8 * 1024 * 1024;

    private final MiddlewareCase each;
    private final Transport transport;
    private final Path notifications;
    private final Path ini;
    private final Server server = new Server(new QueuedThreadPool(12));
    private final ServerConnector connector;
    private final ProfilerFilter filter = new ProfilerFilter();
    private final CountDownLatch left = new CountDownLatch(1);
    private volatile boolean profilerLeftBehind;
    final PlayedApplication application;

    /**
     * @param around options of the ini beside the case's own
     */
    PlayedServer(MiddlewareCase each, Path dir, Map<String, String> around) throws IOException {
        this.each = each;
        this.transport = Transport.of(each);
        this.application = new PlayedApplication(each);
        this.notifications = dir.resolve("notifications.jsonl");
        this.ini = Files.writeString(dir.resolve("api-paste.ini"), iniText(around));

        HttpConfiguration http = new HttpConfiguration();
        http.setUriCompliance(UriCompliance.UNSAFE);
        http.setRequestHeaderSize(LARGEST_HEADERS);
        connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
        connector.setHost(InetAddress.getLoopbackAddress().getHostAddress());
        server.addConnector(connector);

        ServletContextHandler context = new ServletContextHandler(ServletContextHandler.NO_SESSIONS);
        context.setContextPath(transport.contextPath());
        context.setAllowNullPathInfo(true);
        add(context, new FilterHolder(new InFront()));
        add(context, profilerFilter(filter));
        if (each.twice()) {
            add(context, profilerFilter(new ProfilerFilter()));
        }
        ServletHolder servlet = new ServletHolder(application);
        servlet.setAsyncSupported(true);
        context.addServlet(servlet, "/*");
        server.setHandler(context);
    }

    private FilterHolder profilerFilter(ProfilerFilter profiled) {
        FilterHolder holder = new FilterHolder(profiled);
        holder.setInitParameter("config", ini.toString());
        return holder;
    }

    private static void add(ServletContextHandler context, FilterHolder holder) {
        holder.setAsyncSupported(true);
        context.addFilter(holder, "/*", EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC));
    }

    /** The ini from which paste would have made the middleware. A key with white space around cannot stand there: {@link #start()}. */
    private String iniText(Map<String, String> around) {
        Map<String, String> options = new LinkedHashMap<>();
        for (String name : each.options().keySet()) {
            String value = each.option(name);
            if (value != null) {
                options.put(name, value);
            }
        }
        options.putAll(around);
        options.put("paste.filter_factory", "osprofiler.web:WsgiMiddleware.factory");
        options.put("connection_string", notifications.toUri().toString());
        options.put("host", HOST);
        options.put("project", PROJECT);
        options.put("service", SERVICE);
        StringBuilder text = new StringBuilder("[filter:osprofiler]\n");
        options.forEach((name, value) -> text.append(name)
                .append(" = ")
                .append(value.replace("%", "%%").replace("\n", "\n    "))
                .append('\n'));
        return text.toString();
    }

    void start() throws Exception {
        server.start();
        PlayedOptions switched = PlayedOptions.ofOurs(each);
        if (!each.switched().isEmpty() || each.options().get("hmac_keys") instanceof List<?>) {
            ProfilerOptions.Builder options = profiler().options().toBuilder()
                    .enabled(switched.on())
                    .hmacKeys(Objects.requireNonNull(switched.keys()));
            if (switched.isWithoutKey()) {
                assertThatThrownBy(options::build).as("D9").hasMessageContaining("without any key");
            } else {
                profiler().reconfigure(options.build());
            }
        }
    }

    Profiler profiler() {
        Profiler profiler = filter.profiler();
        if (profiler == null) {
            throw new IllegalStateException("the filter found no configuration");
        }
        return profiler;
    }

    /** Sends the request and waits until all is over, also for the profiler; gives the answer's status. */
    int request() throws Exception {
        StringBuilder head = new StringBuilder();
        head.append(transport.method())
                .append(' ')
                .append(transport.target())
                .append(" HTTP/1.1\r\nHost: localhost\r\n");
        transport
                .headers()
                .forEach((name, value) ->
                        head.append(name).append(": ").append(value).append("\r\n"));
        head.append("Content-Length: 0\r\nConnection: close\r\n\r\n");
        int status;
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), connector.getLocalPort())) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write(head.toString().getBytes(ISO_8859_1));
            InputStream in = new BufferedInputStream(socket.getInputStream());
            String answer = new String(in.readAllBytes(), ISO_8859_1);
            status = Integer.parseInt(answer.split(" ", 3)[1]);
        }
        if (application.called.get() > 0 && !left.await(30, TimeUnit.SECONDS)) {
            throw new AssertionError("the request did not leave the filters");
        }
        await().pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(2))
                .until(() -> profiler().counters().getActive() == 0);
        if (!profiler().flush(Duration.ofSeconds(30))) {
            throw new AssertionError("not sent within 30 s");
        }
        return status;
    }

    /** The payloads that were sent, in order. */
    List<Map<String, Object>> sent() throws IOException {
        if (!Files.exists(notifications)) {
            return List.of();
        }
        List<Map<String, Object>> sent = new ArrayList<>();
        for (String line : Files.readAllLines(notifications)) {
            sent.add(Vectors.map(JsonReader.forWire().read(line)));
        }
        return sent;
    }

    /** Whether the request's thread was still in a trace when all filters of the profiler were left. */
    boolean profilerLeftBehind() {
        return profilerLeftBehind;
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** What stands around OSProfiler's middleware there: the server, and webob, which answers exceptions that are answers. */
    private final class InFront extends HttpFilter {

        private static final long serialVersionUID = 1;

        @Override
        protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            try {
                chain.doFilter(new HandedOver(request), response);
            } catch (PlayedException.AnswerException e) {
                response.setStatus(e.status);
            } finally {
                profilerLeftBehind |= Profiler.isTracing();
                left.countDown();
            }
        }
    }

    /** The request as the vectors' server handed it over, in those parts that do not come over HTTP. */
    private final class HandedOver extends HttpServletRequestWrapper {

        HandedOver(HttpServletRequest request) {
            super(request);
        }

        @Override
        public String getScheme() {
            return each.scheme(); // a proxy's, which servers take from a header
        }

        @Override
        public String getMethod() {
            return transport.carriesTarget() ? super.getMethod() : each.method();
        }

        @Override
        public String getRequestURI() {
            return transport.carriesTarget() ? super.getRequestURI() : each.path();
        }

        @Override
        public String getQueryString() {
            return transport.carriesTarget() ? super.getQueryString() : each.query();
        }

        @Override
        public String getHeader(String name) {
            if (!transport.carriesHeaders() && name.toLowerCase(Locale.ROOT).startsWith("x-trace-")) {
                return each.header(name);
            }
            return super.getHeader(name);
        }
    }
}
