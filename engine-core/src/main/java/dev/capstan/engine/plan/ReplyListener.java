package dev.capstan.engine.plan;

import dev.capstan.engine.failure.CallFailure;

/** Hears how a call of a unit ended. */
public interface ReplyListener {
    /** The unit replied; the body of a passed-through answer is the listener's. */
    void onReply(Reply reply);

    /** There is no reply. */
    void onFailure(CallFailure failure);
}
