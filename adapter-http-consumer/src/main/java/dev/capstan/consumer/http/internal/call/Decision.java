package dev.capstan.consumer.http.internal.call;

import dev.capstan.engine.failure.CallFailure;

/** What a {@link CallPolicy} decides about a call after an attempt. */
sealed interface Decision {
    /** Nothing: the next policy is asked. */
    Decision NONE = new None();

    /** Another attempt at once. */
    Decision REPEAT = new Repeat(0);

    /** The one instance is {@link #NONE}. */
    record None() implements Decision {}

    /** Another attempt, after that many milliseconds. */
    record Repeat(long delayMillis) implements Decision {}

    /** The end of the call. */
    record Fail(CallFailure failure) implements Decision {}
}
