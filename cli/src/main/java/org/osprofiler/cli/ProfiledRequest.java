package org.osprofiler.cli;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.UUID;
import org.osprofiler.send.Destination;
import org.osprofiler.wire.HmacKey;
import org.osprofiler.wire.SignedHeaders;

/**
 * One request whose headers ask for a trace.
 *
 * @param baseId the trace's id
 */
record ProfiledRequest(String baseId, HttpRequest request) {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

    /** Signs a request with a new trace's id. */
    static ProfiledRequest sign(HttpRequest.Builder request, HmacKey key) {
        String baseId = UUID.randomUUID().toString();
        SignedHeaders.sign(baseId, baseId, key).inject(request::setHeader);
        return new ProfiledRequest(baseId, request.build());
    }

    /**
     * Sends it and waits for the answer, however long that takes: slow requests are what is profiled. Redirects are not
     * followed.
     *
     * @throws Failure when the server cannot be reached
     */
    <T> HttpResponse<T> send(HttpResponse.BodyHandler<T> body) throws InterruptedException {
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT_TIMEOUT)
                .build();
        URI uri = request.uri();
        String shown = Destination.display(uri.toString());
        try {
            return client.send(request, body);
        } catch (HttpConnectTimeoutException e) {
            throw Failure.unreachable(
                    "cannot connect to " + shown + ": no answer in " + CONNECT_TIMEOUT.toSeconds() + " s", e);
        } catch (ConnectException e) {
            String reason = causedBy(e, UnresolvedAddressException.class)
                    ? "no such host: " + uri.getHost()
                    : e.getMessage() == null ? "connection refused" : e.getMessage();
            throw Failure.unreachable("cannot connect to " + shown + ": " + reason, e);
        } catch (IOException e) {
            throw Failure.unreachable("no answer from " + shown + ": " + e.getMessage(), e);
        }
    }

    private static boolean causedBy(Throwable e, Class<?> type) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }
}
