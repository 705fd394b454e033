package dev.capstan.engine.exchange;

import java.util.concurrent.Flow;

/** For a subscriber that gets nothing but an error. */
final class RefusedSubscription implements Flow.Subscription {
    static final RefusedSubscription INSTANCE = new RefusedSubscription();

    private RefusedSubscription() {}

    @Override
    public void request(long count) {
        // Nothing comes.
    }

    @Override
    public void cancel() {
        // Nothing is to be let go of.
    }
}
