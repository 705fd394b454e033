package dev.capstan.engine.observe;

import dev.capstan.engine.failure.CallFailure;
import org.jspecify.annotations.Nullable;

/**
 * The end of a call or of a step.
 *
 * @param outcome how it ended
 * @param status the reply's status; 0 when there is none
 * @param failure why there is no reply; null when there is one or the call was cancelled
 * @param durationNanos since it began
 */
public record CallEnd(Outcome outcome, int status, @Nullable CallFailure failure, long durationNanos) {
    /** How a call ended. */
    public enum Outcome {
        /** With a reply; an upstream's error status is one. */
        REPLIED,
        /** With a failure. */
        FAILED,
        /** The caller gave it up. */
        CANCELLED
    }
}
