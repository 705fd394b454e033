package dev.capstan.consumer.http.internal.call;

import dev.capstan.consumer.http.internal.connection.ClientSettings;
import dev.capstan.engine.call.CallContext;
import dev.capstan.engine.failure.CallFailure;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Ends calls in time: the configured time for a call, or the time that its caller allows if that is less, counts from the call's
 * start to the end of its response's body.
 */
final class DeadlinePolicy implements CallPolicy {
    private final long callNanos;
    private final String callTime;
    private final LongSupplier nanoTime;

    DeadlinePolicy(Duration callTimeout, LongSupplier nanoTime) {
        this.callNanos = callTimeout.toNanos();
        this.callTime = "the " + ClientSettings.words(callTimeout) + " that a call may take";
        this.nanoTime = nanoTime;
    }

    /** Whether the caller allows less time than the configuration. */
    private boolean isCallers(CallContext context, long now) {
        return context.remainingNanos(now) < callNanos;
    }

    /** When a call that starts now has to have ended. */
    long deadline(CallContext context, long now) {
        return now + (isCallers(context, now) ? context.remainingNanos(now) : callNanos);
    }

    /** The time that a call which starts now may take, for people. */
    String allowedTime(CallContext context, long now) {
        return isCallers(context, now) ? "the time that the caller allows" : callTime;
    }

    @Override
    public @Nullable CallFailure beforeAttempt(CallProgress call) {
        return nanoTime.getAsLong() - call.deadlineNanos() < 0
                ? null
                : new CallFailure.UpstreamTimeout(
                        call.upstream(), call.describe("no response within " + call.allowedTime()));
    }
}
