package dev.capstan.consumer.http.internal.connection;

import java.util.concurrent.TimeUnit;

/**
 * Whether connections to an origin can be used again. Bytes beyond the end of a response that are received only after the next
 * request was sent are, to any reader, the response to that request. So the first connections to an origin rest a moment before they
 * are used again, in which such bytes would show; and once an origin has sent some, its connections serve one call each for a while.
 * On one event loop.
 */
final class ReuseTrust {
    /** How long a connection rests while the origin is not known well. */
    static final long REST_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private static final int RESPONSES_TO_TRUST = 4;
    private static final long DISTRUST_NANOS = TimeUnit.MINUTES.toNanos(10);

    private int cleanResponses;
    private long distrustedUntil;
    private boolean isDistrusted;

    /** Whether a connection that served a call can serve another one. */
    boolean permitsReuse(long now) {
        if (isDistrusted && now - distrustedUntil >= 0) {
            isDistrusted = false;
            cleanResponses = 0;
        }
        return !isDistrusted;
    }

    /** Whether connections have to rest before they are used again. */
    boolean wantsRest() {
        return cleanResponses < RESPONSES_TO_TRUST;
    }

    /** A connection has rested, and nothing was received meanwhile. */
    void onRested() {
        if (cleanResponses < RESPONSES_TO_TRUST) {
            cleanResponses++;
        }
    }

    /** Bytes were received that belong to no response; returns whether that is news. */
    boolean onSurplus(long now) {
        boolean isNews = !isDistrusted;
        isDistrusted = true;
        distrustedUntil = now + DISTRUST_NANOS;
        return isNews;
    }
}
