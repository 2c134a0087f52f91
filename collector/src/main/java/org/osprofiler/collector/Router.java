package org.osprofiler.collector;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.osprofiler.store.StoreException;
import org.osprofiler.store.TraceStore;
import org.osprofiler.wire.CollectorApi;

/** Every path the collector answers, and what its failures look like. Runs on Jetty's threads, which may block here. */
final class Router extends Handler.Abstract {

    private static final System.Logger LOG = System.getLogger(Router.class.getName());
    private static final String EVENTS = "/v2/events/";
    private static final String EVENT_TYPES = "/v2/event_types/";
    private static final String TRACES = "/traces/";

    private final Guard guard;
    private final EventsIntake intake;
    private final EventsApi events;
    private final EventTypesApi eventTypes;
    private final TracesApi traces;
    private final TraceListPage listPage;
    private final TracePage tracePage;
    private final CollectorCounters counters;
    private final BrokerConsumers consumers;

    Router(Guard guard, EventsIntake intake, TraceStore store, CollectorCounters counters, BrokerConsumers consumers) {
        this.guard = guard;
        this.intake = intake;
        events = new EventsApi(store);
        eventTypes = new EventTypesApi(store);
        traces = new TracesApi(store);
        listPage = new TraceListPage(store);
        tracePage = new TracePage(store);
        this.counters = counters;
        this.consumers = consumers;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        try {
            route(request, response);
            callback.succeeded();
        } catch (HttpProblem e) {
            fail(request, response, callback, e.status(), String.valueOf(e.getMessage()), e);
        } catch (StoreException e) {
            LOG.log(System.Logger.Level.ERROR, "osprofiler: {0}", e.getMessage());
            fail(request, response, callback, 503, "the store failed; the collector's log says why", e);
        } catch (IOException | UncheckedIOException e) {
            LOG.log(System.Logger.Level.DEBUG, "osprofiler: a client went away", e);
            callback.failed(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            fail(request, response, callback, 503, "stopping", e);
        } catch (RuntimeException e) {
            if (e instanceof HttpException refusal) { // Jetty's, of a query that cannot be decoded
                fail(request, response, callback, refusal.getCode(), String.valueOf(refusal.getReason()), e);
                return true;
            }
            LOG.log(System.Logger.Level.ERROR, "osprofiler: a request failed", e);
            fail(request, response, callback, 500, "an error of the collector; its log says more", e);
        }
        return true;
    }

    private static void fail(
            Request request, Response response, Callback callback, int status, String message, Exception failure) {
        if (response.isCommitted()) {
            callback.failed(failure);
            return;
        }
        if (request.getMethod().equals("POST")) {
            // The rest of its body is not waited for, and the connection ends. A client that is not told would send its
            // next request into that.
            response.getHeaders().put(HttpHeader.CONNECTION, HttpHeaderValue.CLOSE);
        }
        try {
            Answer.text(response, status, Answer.TEXT, message + "\n");
            callback.succeeded();
        } catch (IOException e) {
            callback.failed(e);
        }
    }

    private void route(Request request, Response response) throws IOException, HttpProblem, InterruptedException {
        guard.checkHost(request);
        String path = request.getHttpURI().getDecodedPath();
        if (path == null) {
            throw new HttpProblem(404, "nothing here");
        }
        if (path.equals(CollectorApi.POST_EVENTS)) {
            method(request, response, "POST");
            guard.check(request, response, Tokens.Right.WRITE);
            intake.post(request, response);
            return;
        }
        method(request, response, "GET");
        if (path.equals("/healthz")) {
            Answer.text(response, 200, Answer.TEXT, "ok\n" + consumers.health());
            return;
        }
        guard.check(request, response, Tokens.Right.READ);
        switch (path) {
            case "/" -> listPage.write(request, response);
            case "/traces" -> tracePage.write(response, id(request));
            case CollectorApi.TRACES -> traces.list(request, response);
            case CollectorApi.TRACES_COUNT -> traces.count(request, response);
            case CollectorApi.EVENTS -> events.events(request, response);
            case "/v2/event_types" -> eventTypes.list(response);
            case "/metrics" ->
                Answer.text(response, 200, Answer.METRICS, counters.prometheus() + consumers.prometheus());
            default -> named(request, response, path);
        }
    }

    private void named(Request request, Response response, String path)
            throws IOException, HttpProblem, InterruptedException {
        if (path.startsWith(EVENTS)) {
            events.event(response, path.substring(EVENTS.length()));
        } else if (path.startsWith(EVENT_TYPES)) {
            eventTypes.traits(request, response, path.substring(EVENT_TYPES.length()));
        } else if (path.startsWith(TRACES)) {
            tracePage.write(response, path.substring(TRACES.length()));
        } else {
            throw new HttpProblem(404, "nothing here");
        }
    }

    private static String id(Request request) throws HttpProblem {
        String id = QueryParameters.of(request).text("id");
        if (id == null) {
            throw new HttpProblem(400, "which trace? /traces?id=ID");
        }
        return id;
    }

    private static void method(Request request, Response response, String allowed) throws HttpProblem {
        String method = request.getMethod();
        if (!method.equals(allowed) && !(allowed.equals("GET") && method.equals("HEAD"))) {
            response.getHeaders().put(HttpHeader.ALLOW, allowed);
            throw new HttpProblem(405, "only " + allowed);
        }
    }
}
