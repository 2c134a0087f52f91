package org.osprofiler.filter;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.UnavailableException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.osprofiler.Profiler;
import org.osprofiler.Scope;
import org.osprofiler.Span;

/**
 * A request and its answer whose root span is open, through all dispatches and asynchronous cycles; the value of the request's
 * attribute {@link ProfilerFilter#TRACED}.
 */
final class TracedExchange {

    private static final System.Logger LOG = System.getLogger(ProfilerFilter.class.getName());

    private final Span root;
    private final HttpServletResponse response;
    private final AsyncEnd asyncEnd = new AsyncEnd(this);

    /** Each won once, by the chain or by the listener, on any thread. */
    private final AtomicBoolean ended = new AtomicBoolean();

    private final AtomicBoolean failed = new AtomicBoolean();
    private final AtomicBoolean timedOut = new AtomicBoolean();

    /** Set on the request's thread inside startAsync, read there after the chain; a dispatch orders other threads. */
    private volatile boolean async;

    /** Whether the cycle that startAsync has just begun has our listener; written and read as {@link #async} is. */
    private volatile boolean listening;

    TracedExchange(Span root, HttpServletResponse response) {
        this.root = root;
        this.response = response;
    }

    /** The first way through the chain. */
    void run(HttpServletRequest request, FilterChain chain) throws IOException, ServletException {
        ListeningRequest seen = new ListeningRequest(request, this);
        @Nullable Throwable thrown = null;
        try (Scope scope = root.attach()) {
            chain.doFilter(seen, response);
        } catch (Throwable e) {
            thrown = e;
            fail(e);
            throw e;
        } finally {
            if (!async && !startedBehindOurBack(seen)) {
                end(response, thrown);
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
        try (Scope scope = root.attach()) {
            // The container hands its own request on again: startAsync must be seen there too.
            chain.doFilter(new ListeningRequest(request, this), answer);
        } catch (Throwable e) {
            fail(e);
            throw e;
        }
    }

    /**
     * Records what ended the request: the first error, for an asynchronous one is told by the chain and by the container. A
     * ServletException is a container's wrapping: its cause is what happened.
     */
    void fail(Throwable error) {
        if (failed.compareAndSet(false, true)) {
            Throwable cause = error instanceof ServletException servlet ? servlet.getRootCause() : null;
            root.error(cause == null ? error : cause);
        }
    }

    /** Asynchronous work took too long; the container, or the application, answers. */
    void timedOut() {
        if (timedOut.compareAndSet(false, true)) {
            root.info("async", "timeout");
        }
    }

    /** Stops the root, once. */
    void end(@Nullable ServletResponse answer) {
        end(answer == null ? response : answer, null);
    }

    private void end(ServletResponse answer, @Nullable Throwable thrown) {
        if (!ended.compareAndSet(false, true)) {
            return;
        }
        try {
            if (answer instanceof HttpServletResponse http) {
                root.info(new ResponseInfo(thrown == null || http.isCommitted() ? http.getStatus() : statusOf(thrown)));
            }
        } catch (RuntimeException | LinkageError e) { // some containers take their response back before onComplete
            LOG.log(System.Logger.Level.DEBUG, "osprofiler: the status of an answer is not known", e);
        } finally {
            root.close();
        }
    }

    /** Ends a root whose request goes on untraced. */
    void abandon() {
        ended.set(true);
        root.close();
    }

    /** Servlet 2.3.3.2 and 10.9.2: the container answers so once the filters have returned; until then the status is 200. */
    private static int statusOf(Throwable thrown) {
        if (thrown instanceof UnavailableException unavailable) {
            return unavailable.isPermanent()
                    ? HttpServletResponse.SC_NOT_FOUND
                    : HttpServletResponse.SC_SERVICE_UNAVAILABLE;
        }
        return HttpServletResponse.SC_INTERNAL_SERVER_ERROR;
    }

    /** Somebody called startAsync on a request that he unwrapped from ours: better late than never. */
    private boolean startedBehindOurBack(ListeningRequest request) {
        try {
            if (request.isAsyncStarted()) {
                listen(request.getAsyncContext(), request, response);
            }
        } catch (RuntimeException e) {
            return false; // completed in the meantime
        }
        return async;
    }

    /** A new cycle begins, in which {@link #keepListening} or {@link #listen} is called. */
    void startsAsync() {
        listening = false;
    }

    /** Servlet 9.6: a new cycle forgets its listeners; called for those of the cycle before. */
    void keepListening(AsyncContext context, @Nullable ServletRequest request, @Nullable ServletResponse answer) {
        context.addListener(asyncEnd, request, answer);
        listening = true;
    }

    /** Ends the root with the context's request: without this, with the chain. */
    void listen(AsyncContext context, ServletRequest request, ServletResponse answer) {
        try {
            if (!listening) {
                // Servlet 9.6: with three arguments the event carries these two; with one, some containers give null.
                context.addListener(asyncEnd, request, answer);
                listening = true;
            }
            async = true;
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.DEBUG, "osprofiler: the end of an asynchronous request is not seen", e);
        }
    }

    HttpServletResponse response() {
        return response;
    }
}
