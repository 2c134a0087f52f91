package org.osprofiler.send;

import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the first line of an answer, or what fits of it, and lets go of the rest: an answer can be of any length, and only its
 * beginning goes into a message. Called on the HTTP client's thread, but for {@link #cancel}.
 */
final class AnswerStart implements HttpResponse.BodySubscriber<String> {

    static final int LONGEST = 1024;

    private final CompletableFuture<String> body = new CompletableFuture<>();
    private final ByteBuffer kept = ByteBuffer.allocate(LONGEST);
    private volatile Flow.@Nullable Subscription subscription;

    @Override
    public CompletionStage<String> getBody() {
        return body;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
        if (body.isDone()) { // cancelled before it began
            given.cancel();
        } else {
            given.request(Long.MAX_VALUE);
        }
    }

    @Override
    public void onNext(List<ByteBuffer> parts) {
        for (ByteBuffer part : parts) {
            part.limit(part.position() + Math.min(part.remaining(), kept.remaining()));
            kept.put(part);
        }
        if (!kept.hasRemaining()) {
            complete();
            cancel();
        }
    }

    @Override
    public void onError(Throwable failure) {
        body.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        complete();
    }

    private void complete() {
        String text = new String(kept.array(), 0, kept.position(), StandardCharsets.UTF_8);
        body.complete(text.strip().lines().findFirst().orElse(""));
    }

    /** Nobody waits for the answer any more: closes the connection, so that nothing of it stays. */
    void cancel() {
        body.cancel(false);
        Flow.Subscription open = subscription;
        if (open != null) {
            open.cancel();
        }
    }
}
