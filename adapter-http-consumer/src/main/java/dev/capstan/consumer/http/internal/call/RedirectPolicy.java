package dev.capstan.consumer.http.internal.call;

import dev.capstan.consumer.http.internal.request.Origin;
import dev.capstan.consumer.http.internal.request.RedirectLocation;
import dev.capstan.engine.failure.CallFailure;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponse;
import java.util.function.Predicate;

/** Follows redirects of requests that only read, where the origin that they lead to is permitted; others are responses like any. */
final class RedirectPolicy implements CallPolicy {
    private static final int MAX_REDIRECTS = 5;

    private final Predicate<Origin> permitted;

    /** Follows redirects to the call's present origin, and to those. */
    RedirectPolicy(Predicate<Origin> permitted) {
        this.permitted = permitted;
    }

    @Override
    public Decision onResponse(CallProgress call, HttpResponse head) {
        int status = head.status().code();
        if (status < 301
                || status > 308
                || status > 303 && status < 307
                || !call.request().isSafe()) {
            return Decision.NONE;
        }
        String field = head.headers().get(HttpHeaderNames.LOCATION);
        RedirectLocation location = field == null
                ? null
                : RedirectLocation.resolve(call.origin(), call.request().target(), field);
        if (location == null || !location.origin().equals(call.origin()) && !permitted.test(location.origin())) {
            return Decision.NONE;
        }
        if (call.redirects == MAX_REDIRECTS) {
            return new Decision.Fail(new CallFailure.UpstreamUnreadable(
                    call.upstream(), call.describe("more than " + MAX_REDIRECTS + " redirects")));
        }
        call.redirects++;
        call.redirect(location);
        return Decision.REPEAT;
    }
}
