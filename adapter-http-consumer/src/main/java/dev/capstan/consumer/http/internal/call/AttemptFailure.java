package dev.capstan.consumer.http.internal.call;

import dev.capstan.engine.failure.CallFailure;

/**
 * An attempt that ended without a response.
 *
 * @param failure what the call fails with unless there is another attempt
 * @param unsent whether it is certain that nothing of the request has left
 * @param responding whether something of the response had been received
 * @param lasting whether another attempt would end the same way
 */
record AttemptFailure(Kind kind, CallFailure failure, boolean unsent, boolean responding, boolean lasting) {
    /** How far the attempt came. */
    enum Kind {
        /** There was no connection. */
        NOT_CONNECTED,
        /** The connection failed, or what was received was no response. */
        BROKEN,
        /** No response was received in time. */
        TIMED_OUT
    }
}
