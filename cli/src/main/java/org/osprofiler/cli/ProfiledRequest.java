package org.osprofiler.cli;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.UUID;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.osprofiler.send.Destination;
import org.osprofiler.send.FailureReason;
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
     * @throws NotSentException when there is no connection
     * @throws Failure when the request was sent, or a part of it, and no answer came
     */
    <T> HttpResponse<T> send(HttpResponse.BodyHandler<T> body) throws NotSentException, InterruptedException {
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT_TIMEOUT)
                .build();
        String shown = Destination.display(request.uri().toString());
        try {
            return client.send(request, body);
        } catch (HttpConnectTimeoutException e) {
            throw new NotSentException(
                    "cannot connect to " + shown + ": no answer in " + CONNECT_TIMEOUT.toSeconds() + " s", e);
        } catch (ConnectException | SSLHandshakeException | SSLPeerUnverifiedException e) {
            throw new NotSentException("cannot connect to " + shown + ": " + FailureReason.of(e), e);
        } catch (IOException e) {
            throw Failure.unreachable("no answer from " + shown + ": " + FailureReason.of(e), e);
        }
    }

    /** The server cannot be reached: nothing was sent, and there is no trace. */
    static final class NotSentException extends Exception {

        private static final long serialVersionUID = 1;

        private final IOException reason;

        NotSentException(String message, IOException reason) {
            super(message, reason);
            this.reason = reason;
        }

        Failure failure() {
            return Failure.unreachable(String.valueOf(getMessage()), reason);
        }
    }
}
