package dev.capstan.consumer.http.internal.call;

import dev.capstan.engine.failure.CallFailure;
import java.time.Duration;

/**
 * Words what goes wrong with a call. Clients are told the operation and the problem; the log also names the host.
 *
 * @param progress of the call
 * @param log of the call's event loop
 */
record CallFailures(CallProgress progress, FailureLog log) {
    private static final Duration TRY_AGAIN = Duration.ofSeconds(1);

    CallFailure unreadable(String problem) {
        return new CallFailure.UpstreamUnreadable(progress.upstream(), describe(problem));
    }

    CallFailure unreachable(String problem) {
        return new CallFailure.UpstreamUnreachable(progress.upstream(), describe(problem));
    }

    CallFailure timeout(String problem) {
        return new CallFailure.UpstreamTimeout(progress.upstream(), describe(problem));
    }

    CallFailure tooManyCalls(String problem) {
        return new CallFailure.UpstreamUnavailable(progress.upstream(), "too-many-calls", describe(problem), TRY_AGAIN);
    }

    /** Logs a status that says that the upstream has failed, or takes no more for now; it is an answer all the same. */
    void log(int status) {
        if (status == 429 || status >= 500) {
            log.log(progress.upstream(), progress.origin(), "it answered " + status);
        }
    }

    private String describe(String problem) {
        log.log(progress.upstream(), progress.origin(), problem);
        return progress.describe(problem);
    }
}
