package io.amqpjms.engine.internal.sasl;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Takes in the body of an HTTP answer as text in UTF-8, and gives it up when it is too large. Called by one thread at a time. */
public final class BoundedText implements BodySubscriber<String> {
    private final int mostBytes;
    private final ByteArrayOutputStream taken = new ByteArrayOutputStream();
    private final CompletableFuture<String> text = new CompletableFuture<>();
    private Flow.@Nullable Subscription body;

    private BoundedText(int mostBytes) {
        this.mostBytes = mostBytes;
    }

    /** Takes bodies of at most so many bytes; a larger one is an {@link IOException}. */
    public static BodyHandler<String> of(int mostBytes) {
        return head -> new BoundedText(mostBytes);
    }

    @Override
    public CompletionStage<String> getBody() {
        return text;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        body = subscription;
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> parts) {
        for (ByteBuffer part : parts) {
            if (text.isDone()) {
                return;
            }
            take(part);
        }
    }

    private void take(ByteBuffer part) {
        if (part.remaining() > mostBytes - taken.size()) {
            text.completeExceptionally(new IOException("its answer is larger than " + mostBytes + " bytes"));
            if (body != null) {
                body.cancel();
            }
            return;
        }
        byte[] bytes = new byte[part.remaining()];
        part.get(bytes);
        taken.writeBytes(bytes);
    }

    @Override
    public void onError(Throwable cause) {
        text.completeExceptionally(cause);
    }

    @Override
    public void onComplete() {
        text.complete(taken.toString(StandardCharsets.UTF_8));
    }
}
