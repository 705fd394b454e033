package dev.capstan.engine.exchange;

import io.netty.buffer.ByteBuf;
import java.util.concurrent.Flow;

/** Cancels at once, and releases what was on its way. */
final class DiscardingSubscriber implements Flow.Subscriber<ByteBuf> {
    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        subscription.cancel();
    }

    @Override
    public void onNext(ByteBuf bytes) {
        bytes.release();
    }

    @Override
    public void onError(Throwable failure) {}

    @Override
    public void onComplete() {}
}
