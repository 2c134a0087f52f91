package org.osprofiler.filter;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;

/** Ends the root span when an asynchronous request is over. Called by the container, on any thread. */
final class AsyncEnd implements AsyncListener {

    private final TracedExchange exchange;

    AsyncEnd(TracedExchange exchange) {
        this.exchange = exchange;
    }

    @Override
    public void onComplete(AsyncEvent event) {
        exchange.end(event.getSuppliedResponse());
    }

    @Override
    public void onError(AsyncEvent event) {
        Throwable error = event.getThrowable();
        if (error != null) {
            exchange.fail(error);
        }
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        exchange.timedOut();
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        exchange.keepListening(event.getAsyncContext(), event.getSuppliedRequest(), event.getSuppliedResponse());
    }
}
