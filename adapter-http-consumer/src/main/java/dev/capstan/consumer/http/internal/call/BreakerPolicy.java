package dev.capstan.consumer.http.internal.call;

import dev.capstan.consumer.http.internal.request.Origin;
import dev.capstan.engine.failure.CallFailure;
import io.netty.handler.codec.http.HttpResponse;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Keeps calls from an origin that cannot be connected to, and from an operation that does not work. Connecting is judged for each
 * origin; statuses 502 to 504, broken connections and timeouts are judged for each operation.
 */
final class BreakerPolicy implements CallPolicy {
    private final Function<Origin, BreakerWindow> origins;
    private final BreakerWindow operation;

    BreakerPolicy(Function<Origin, BreakerWindow> origins, BreakerWindow operation) {
        this.origins = origins;
        this.operation = operation;
    }

    @Override
    public @Nullable CallFailure beforeAttempt(CallProgress call) {
        BreakerWindow origin = origins.apply(call.origin());
        long ofOrigin = origin.permit();
        if (ofOrigin > 0) {
            return refused(call, ofOrigin);
        }
        call.probesOrigin = ofOrigin == CircuitBreaker.PROBE;
        long ofOperation = operation.permit();
        if (ofOperation > 0) {
            origin.abandoned(call.probesOrigin);
            call.probesOrigin = false;
            return refused(call, ofOperation);
        }
        call.probesOperation = ofOperation == CircuitBreaker.PROBE;
        return null;
    }

    private static CallFailure refused(CallProgress call, long millis) {
        return new CallFailure.UpstreamUnavailable(
                call.upstream(),
                "circuit-open",
                call.describe("it has failed repeatedly and is not called for a while"),
                Duration.ofMillis(millis));
    }

    @Override
    public Decision onResponse(CallProgress call, HttpResponse head) {
        BreakerWindow origin = origins.apply(call.origin());
        origin.succeeded(call.probesOrigin);
        int status = head.status().code();
        if (status >= 502 && status <= 504) {
            operation.failed(call.probesOperation);
        } else {
            operation.succeeded(call.probesOperation);
        }
        return judged(call, origin);
    }

    @Override
    public Decision onFailure(CallProgress call, AttemptFailure failure) {
        BreakerWindow origin = origins.apply(call.origin());
        if (failure.kind() == AttemptFailure.Kind.NOT_CONNECTED) {
            origin.failed(call.probesOrigin);
            operation.abandoned(call.probesOperation);
        } else {
            origin.succeeded(call.probesOrigin);
            operation.failed(call.probesOperation);
        }
        return judged(call, origin);
    }

    private Decision judged(CallProgress call, BreakerWindow origin) {
        call.probesOrigin = false;
        call.probesOperation = false;
        call.circuitOpen = origin.isOpen() || operation.isOpen();
        return Decision.NONE;
    }

    @Override
    public void onAbandoned(CallProgress call) {
        origins.apply(call.origin()).abandoned(call.probesOrigin);
        operation.abandoned(call.probesOperation);
        call.probesOrigin = false;
        call.probesOperation = false;
    }
}
