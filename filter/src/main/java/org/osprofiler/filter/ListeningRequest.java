package org.osprofiler.filter;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;

/**
 * Sees {@code startAsync}, so that the listener is there before another thread can complete the request; looking at {@code
 * isAsyncStarted} after the chain would race.
 */
final class ListeningRequest extends HttpServletRequestWrapper {

    private final TracedExchange exchange;

    ListeningRequest(HttpServletRequest request, TracedExchange exchange) {
        super(request);
        this.exchange = exchange;
    }

    @Override
    public AsyncContext startAsync() {
        exchange.startsAsync();
        AsyncContext context = super.startAsync();
        exchange.listen(context, this, exchange.response());
        return context;
    }

    @Override
    public AsyncContext startAsync(ServletRequest request, ServletResponse answer) {
        exchange.startsAsync();
        AsyncContext context = super.startAsync(request, answer);
        exchange.listen(context, request, answer);
        return context;
    }
}
