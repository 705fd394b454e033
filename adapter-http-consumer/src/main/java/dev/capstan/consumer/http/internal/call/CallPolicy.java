package dev.capstan.consumer.http.internal.call;

import dev.capstan.engine.failure.CallFailure;
import io.netty.handler.codec.http.HttpResponse;
import org.jspecify.annotations.Nullable;

/**
 * A rule about calls, asked around each of their attempts. A call has several, in order; after an attempt the first that decides
 * anything decides, and the ones behind it are told that their attempt is {@linkplain #onAbandoned abandoned}. Policies keep what they
 * know about one call in its {@link CallProgress}. On the event loop of the call.
 */
interface CallPolicy {
    /** Refuses an attempt; null permits it. */
    default @Nullable CallFailure beforeAttempt(CallProgress call) {
        return null;
    }

    /** A header line for the attempt that is about to be sent; null for none. */
    default @Nullable String headerLine(CallProgress call) {
        return null;
    }

    /** The attempt got a response. */
    default Decision onResponse(CallProgress call, HttpResponse head) {
        return Decision.NONE;
    }

    /** The attempt got no response. */
    default Decision onFailure(CallProgress call, AttemptFailure failure) {
        return Decision.NONE;
    }

    /** Nothing will be known about the attempt: the call was cancelled, or another policy has decided. */
    default void onAbandoned(CallProgress call) {}
}
