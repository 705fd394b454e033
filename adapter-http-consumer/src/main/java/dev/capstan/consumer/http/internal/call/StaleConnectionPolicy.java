package dev.capstan.consumer.http.internal.call;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponse;

/**
 * Repeats what met a connection that the upstream was about to close because it had been idle: once, on a connection of its own, and
 * only where the request cannot have had an effect, or where having it twice does not matter.
 */
final class StaleConnectionPolicy implements CallPolicy {
    @Override
    public Decision onResponse(CallProgress call, HttpResponse head) {
        // 408 says that no complete request was received (RFC 9110, section 15.5.9), if it is the connection that it is
        // about.
        return head.status().code() == 408
                        && isFirstOnReused(call)
                        && (call.request().isRepeatable()
                                || head.headers()
                                        .containsValue(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE, true))
                ? repeat(call)
                : Decision.NONE;
    }

    @Override
    public Decision onFailure(CallProgress call, AttemptFailure failure) {
        return failure.kind() == AttemptFailure.Kind.BROKEN
                        && !failure.responding()
                        && isFirstOnReused(call)
                        && (failure.unsent() || call.request().isRepeatable())
                ? repeat(call)
                : Decision.NONE;
    }

    private static boolean isFirstOnReused(CallProgress call) {
        return call.reused && !call.fresh && call.request().canBeSentAgain();
    }

    private static Decision repeat(CallProgress call) {
        call.fresh = true;
        return Decision.REPEAT;
    }
}
