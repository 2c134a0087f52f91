package org.osprofiler.filter;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletResponse;

/** Ends the root span when an asynchronous request is over. Called by the container, on any thread. */
final class AsyncEnd implements AsyncListener {

    private final TracedRequest request;

    AsyncEnd(TracedRequest request) {
        this.request = request;
    }

    @Override
    public void onComplete(AsyncEvent event) {
        ServletResponse supplied = event.getSuppliedResponse();
        request.end(supplied == null ? request.response() : supplied);
    }

    @Override
    public void onError(AsyncEvent event) {
        Throwable error = event.getThrowable();
        if (error != null) {
            request.fail(error);
        }
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        request.timedOut();
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        // Servlet 9.6: a new cycle forgets its listeners. Where ours was added by the wrapper already, end() acts once.
        event.getAsyncContext().addListener(this, event.getSuppliedRequest(), event.getSuppliedResponse());
    }
}
