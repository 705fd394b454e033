package dev.capstan.engine.plan;

import dev.capstan.engine.failure.CallFailure;

/** Invoked when a call of a unit has ended: with its reply, or with a failure. */
public interface ReplyListener {
    /** The unit replied; the body of a passed-through answer is the listener's. */
    void onReply(Reply reply);

    /** There is no reply. */
    void onFailure(CallFailure failure);
}
