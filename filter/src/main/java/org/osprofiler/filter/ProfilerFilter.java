package org.osprofiler.filter;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.osprofiler.Profiler;
import org.osprofiler.Span;
import org.osprofiler.wire.SignedHeaders;
import org.osprofiler.wire.Verdict;

/**
 * Opens a root span for requests whose trace headers were signed with one of {@code hmac_keys}; the counterpart of
 * OSProfiler's {@code osprofiler.web.WsgiMiddleware}. Other requests pass; nothing is allocated for them.
 *
 * <p>Declare it first, so that the span covers the whole request, with asynchronous support, without which it would break
 * asynchronous applications:
 *
 * <pre>{@code
 * <filter>
 *   <filter-name>osprofiler</filter-name>
 *   <filter-class>org.osprofiler.filter.ProfilerFilter</filter-class>
 *   <async-supported>true</async-supported>
 * </filter>
 * <filter-mapping>
 *   <filter-name>osprofiler</filter-name>
 *   <url-pattern>/*</url-pattern>
 *   <dispatcher>REQUEST</dispatcher>
 *   <dispatcher>ASYNC</dispatcher>
 * </filter-mapping>
 * }</pre>
 *
 * <p>Init-params: {@code config}, the api-paste ini, and {@code conf}, an oslo-style file; without them both are looked for,
 * see docs/configuration.md. A configuration that cannot be right fails the deployment.
 */
public final class ProfilerFilter implements Filter {

    /** The name is part of the wire: OSProfiler's middleware calls its span so ({@code osprofiler/web.py}). */
    static final String ROOT_NAME = "wsgi";

    /** Tells the client the id to ask for. */
    static final String TRACE_ID_HEADER = "X-Trace-Id";

    /** A request with this attribute was decided upon already: forwards, includes and other dispatches open no second root. */
    static final String TRACED = ProfilerFilter.class.getName() + ".traced";

    private static final String UNTRACED = "no";

    private final RejectionLog rejections = new RejectionLog(System::nanoTime);
    private final Duration lookForChanges;
    private @Nullable ApplicationProfiler application;
    private @Nullable Profiler profiler;

    public ProfilerFilter() {
        this(Duration.ofSeconds(2));
    }

    /** For tests, which do not want to wait. */
    ProfilerFilter(Duration lookForChanges) {
        this.lookForChanges = lookForChanges;
    }

    /**
     * @throws ServletException when the configuration cannot be used; the message says where and what is allowed
     */
    @Override
    public void init(FilterConfig config) throws ServletException {
        ApplicationProfiler shared = ApplicationProfiler.acquire(config, lookForChanges);
        if (shared != null) {
            application = shared;
            profiler = shared.profiler();
        }
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Profiler active = profiler;
        if (active != null
                && request instanceof HttpServletRequest http
                && response instanceof HttpServletResponse answer) {
            String info = http.getHeader(SignedHeaders.INFO);
            if (info != null) {
                doSigned(active, info, http, answer, chain);
                return;
            }
        }
        chain.doFilter(request, response);
    }

    private void doSigned(
            Profiler active, String info, HttpServletRequest http, HttpServletResponse answer, FilterChain chain)
            throws IOException, ServletException {
        Object traced = http.getAttribute(TRACED);
        if (traced instanceof TracedExchange exchange) {
            exchange.continueOnThisThread(http, answer, chain);
            return;
        }
        if (traced == null) {
            TracedExchange exchange = open(active, info, http, answer);
            if (exchange != null) {
                exchange.run(http, chain);
                return;
            }
            decline(http);
        }
        chain.doFilter(http, answer);
    }

    /** What was not traced from its beginning is not traced from its middle, when it is dispatched a second later. */
    private void decline(HttpServletRequest http) {
        try {
            http.setAttribute(TRACED, UNTRACED);
        } catch (RuntimeException | LinkageError e) { // a listener's
            rejections.failed(e);
        }
    }

    /** The border: whatever fails in here, the request goes on untraced. */
    private @Nullable TracedExchange open(
            Profiler active, String info, HttpServletRequest http, HttpServletResponse answer) {
        try {
            Verdict verdict = active.verify(info, http.getHeader(SignedHeaders.HMAC));
            if (verdict instanceof Verdict.Accepted accepted) {
                Span root = active.open(
                        accepted,
                        ROOT_NAME,
                        RequestInfo.of(http, active.options().limits().maxStatement()));
                return root.isTraced() ? announced(root, http, answer) : null;
            }
            if (verdict instanceof Verdict.Rejected rejected) {
                rejections.log(rejected);
            }
        } catch (RuntimeException | LinkageError e) {
            rejections.failed(e);
        }
        return null;
    }

    /** Tells the request and the client. Both run code of others, listeners and wrappers: the root must not stay open. */
    private static TracedExchange announced(Span root, HttpServletRequest http, HttpServletResponse answer) {
        TracedExchange exchange = new TracedExchange(root, answer);
        boolean announced = false;
        try {
            http.setAttribute(TRACED, exchange);
            if (isHeaderValue(root.baseId())) {
                answer.setHeader(TRACE_ID_HEADER, root.baseId());
            }
            announced = true;
            return exchange;
        } finally {
            if (!announced) {
                exchange.abandon();
            }
        }
    }

    /** Ids are the caller's texts: one with a line break would be a header of its own. */
    private static boolean isHeaderValue(String id) {
        for (int i = 0; i < id.length(); i++) {
            char c = id.charAt(i);
            if (c <= ' ' || c > '~') {
                return false;
            }
        }
        return true;
    }

    /** Sends what waits, within {@code close_timeout}; then no thread, connection or MBean stays. */
    @Override
    public void destroy() {
        profiler = null;
        if (application != null) {
            application.release();
            application = null;
        }
    }

    /** For tests: the profiler in use, null when there is no configuration. */
    @Nullable
    Profiler profiler() {
        return profiler;
    }
}
