package dev.capstan.consumer.http.internal.call;

import io.netty.handler.codec.DateFormatter;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponse;
import java.time.Clock;
import java.util.Date;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Repeats what is worth another attempt after a while: connections that could not be opened or failed before the response began, and
 * responses that say when to try again. Never what could have an effect twice, and never beyond the call's time.
 */
final class RetryPolicy implements CallPolicy {
    private static final long FIRST_BACKOFF_MILLIS = 50;
    private static final long LONGEST_WAIT_MILLIS = 10_000;

    private final int maxRetries;
    private final Clock clock;
    private final LongSupplier nanoTime;

    RetryPolicy(int maxRetries, Clock clock, LongSupplier nanoTime) {
        this.maxRetries = maxRetries;
        this.clock = clock;
        this.nanoTime = nanoTime;
    }

    @Override
    public Decision onResponse(CallProgress call, HttpResponse head) {
        int status = head.status().code();
        boolean isOverload = status == 429 || status >= 502 && status <= 504;
        if (!isOverload || !call.request().isRepeatable() || !call.request().canBeSentAgain()) {
            return Decision.NONE;
        }
        long wait = retryAfter(head.headers().get(HttpHeaderNames.RETRY_AFTER));
        return wait < 0 ? Decision.NONE : repeatAfter(Math.max(wait, backoff(call.retries)), call);
    }

    @Override
    public Decision onFailure(CallProgress call, AttemptFailure failure) {
        boolean isHarmless = switch (failure.kind()) {
            // Nothing was sent, so that any method may be tried again.
            case NOT_CONNECTED -> true;
            case BROKEN ->
                !failure.responding()
                        && call.request().canBeSentAgain()
                        && (failure.unsent() || call.request().isRepeatable());
            // A second wait for the same slowness helps nobody.
            case TIMED_OUT -> false;
        };
        return isHarmless && !failure.lasting() ? repeatAfter(backoff(call.retries), call) : Decision.NONE;
    }

    private Decision repeatAfter(long millis, CallProgress call) {
        long then = nanoTime.getAsLong() + TimeUnit.MILLISECONDS.toNanos(millis);
        if (call.retries >= maxRetries || call.circuitOpen || then - call.deadlineNanos() >= 0) {
            return Decision.NONE;
        }
        call.retries++;
        return new Decision.Repeat(millis);
    }

    /** Milliseconds to wait before the retry of that number, counted from 0: twice as long each time, with jitter. */
    static long backoff(int retry) {
        long longest = FIRST_BACKOFF_MILLIS << Math.min(retry, 6);
        return longest / 2 + ThreadLocalRandom.current().nextLong(longest / 2 + 1);
    }

    /** Milliseconds that a response asks to wait (RFC 9110, section 10.2.3); -1 when it does not, or for too long. */
    private long retryAfter(@Nullable String field) {
        if (field == null) {
            return -1;
        }
        long wait;
        try {
            wait = Math.multiplyExact(Long.parseLong(field.trim()), 1000L);
        } catch (NumberFormatException | ArithmeticException noSeconds) {
            Date date = DateFormatter.parseHttpDate(field);
            if (date == null) {
                return -1;
            }
            wait = Math.max(0, date.getTime() - clock.millis());
        }
        return wait >= 0 && wait <= LONGEST_WAIT_MILLIS ? wait : -1;
    }
}
