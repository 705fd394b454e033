package dev.capstan.engine.spi.authentication;

/** Receives the judgement of one request's credentials. */
@FunctionalInterface
public interface AuthenticationListener {
    /** Invoked exactly once, on the request's event loop. */
    void onOutcome(AuthenticationOutcome outcome);
}
