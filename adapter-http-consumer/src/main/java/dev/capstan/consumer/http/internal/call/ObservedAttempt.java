package dev.capstan.consumer.http.internal.call;

import dev.capstan.engine.failure.CallFailure;
import dev.capstan.engine.observe.AttemptObserver;
import org.jspecify.annotations.Nullable;

/** What is known about an attempt that is observed, until its end has been reported. On the event loop of the call. */
final class ObservedAttempt {
    private final AttemptObserver observer;
    private @Nullable CallFailure bodyFailure;
    private int status;
    private long sentBytes;
    private long receivedBytes;
    private boolean ended;

    ObservedAttempt(AttemptObserver observer) {
        this.observer = observer;
    }

    AttemptObserver observer() {
        return observer;
    }

    void responded(int status) {
        this.status = status;
        observer.responded(status);
    }

    /** The response's body breaks off. */
    void bodyFailed(CallFailure failure) {
        bodyFailure = failure;
    }

    /** The connection is done with the attempt, which is all there is to know of one that got a response. */
    void exchangeEnded(long sent, long received) {
        sentBytes = sent;
        receivedBytes = received;
        if (status != 0) {
            end(bodyFailure);
        }
    }

    void end(@Nullable CallFailure failure) {
        if (!ended) {
            ended = true;
            observer.ended(status, failure, sentBytes, receivedBytes);
        }
    }
}
