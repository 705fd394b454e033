package dev.capstan.engine.spi;

import dev.capstan.engine.exchange.Answer;
import dev.capstan.engine.failure.CallFailure;

/** Hears how a request ended. */
public interface AnswerListener {
    /** The upstream answered, with whatever status; the answer's body is the listener's. */
    void onAnswer(Answer answer);

    /** There is no answer. */
    void onFailure(CallFailure failure);
}
