package org.osprofiler.filter;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.osprofiler.Profiler;
import org.osprofiler.Scope;
import org.osprofiler.Span;

/**
 * A request whose root span is open. As a wrapper it sees {@code startAsync}, so that the listener is there before another
 * thread can complete the request; looking at {@code isAsyncStarted} after the chain would race.
 */
final class TracedRequest extends HttpServletRequestWrapper {

    private final Span root;
    private final HttpServletResponse response;
    private final AsyncEnd asyncEnd = new AsyncEnd(this);

    /** Won by whoever ends the request: the chain, or the listener on any thread. */
    private final AtomicBoolean ended = new AtomicBoolean();

    /** Set on the request's thread inside startAsync, read there after the chain; a dispatch orders other threads. */
    private volatile boolean async;

    TracedRequest(Span root, HttpServletRequest request, HttpServletResponse response) {
        super(request);
        this.root = root;
        this.response = response;
    }

    /** The first way through the chain. */
    void run(FilterChain chain) throws IOException, ServletException {
        setAttribute(ProfilerFilter.TRACED, this);
        try (Scope scope = root.attach()) {
            chain.doFilter(this, response);
        } catch (Throwable e) {
            fail(e);
            throw e;
        } finally {
            if (!async && !startedBehindOurBack()) {
                end(response);
            }
        }
    }

    /** A dispatch of a request that is traced: the span goes back on the thread, unless this thread is in it already. */
    void continueOnThisThread(HttpServletRequest request, HttpServletResponse answer, FilterChain chain)
            throws IOException, ServletException {
        if (ended.get() || Profiler.current().isSameTraceAs(root)) {
            chain.doFilter(request, answer);
            return;
        }
        HttpServletRequest seen = request instanceof TracedRequest ? request : new Dispatched(request);
        try (Scope scope = root.attach()) {
            chain.doFilter(seen, answer);
        } catch (Throwable e) {
            fail(e);
            throw e;
        }
    }

    /** Records what ended the request. A ServletException is a container's wrapping: its cause is what happened. */
    void fail(Throwable error) {
        Throwable cause = error instanceof ServletException servlet ? servlet.getRootCause() : null;
        root.error(cause == null ? error : cause);
    }

    /** Asynchronous work took too long; the container, or the application, answers. */
    void timedOut() {
        root.info("async", "timeout");
    }

    /** Stops the root, once. */
    void end(ServletResponse answer) {
        if (ended.compareAndSet(false, true)) {
            if (answer instanceof HttpServletResponse http) {
                root.info(new ResponseInfo(http.getStatus()));
            }
            root.close();
        }
    }

    /** Somebody called startAsync on a request that he unwrapped from ours: better late than never. */
    private boolean startedBehindOurBack() {
        try {
            if (isAsyncStarted()) {
                listen(getAsyncContext(), this, response);
                return true;
            }
        } catch (IllegalStateException e) {
            return false; // completed in the meantime
        }
        return false;
    }

    private AsyncContext listen(AsyncContext context, ServletRequest request, ServletResponse answer) {
        async = true;
        // Servlet 9.6: with three arguments the event carries these two; with one, some containers give null.
        context.addListener(asyncEnd, request, answer);
        return context;
    }

    @Override
    public AsyncContext startAsync() {
        return listen(super.startAsync(), this, response);
    }

    @Override
    public AsyncContext startAsync(ServletRequest request, ServletResponse answer) {
        return listen(super.startAsync(request, answer), request, answer);
    }

    ServletResponse response() {
        return response;
    }

    /** What an ASYNC dispatch hands on: the container's own request again, so startAsync must be seen there too. */
    private final class Dispatched extends HttpServletRequestWrapper {

        Dispatched(HttpServletRequest request) {
            super(request);
        }

        @Override
        public AsyncContext startAsync() {
            return listen(super.startAsync(), this, response);
        }

        @Override
        public AsyncContext startAsync(ServletRequest request, ServletResponse answer) {
            return listen(super.startAsync(request, answer), request, answer);
        }
    }
}
