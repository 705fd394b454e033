package dev.capstan.authentication.oauth2.internal.token;

import dev.capstan.engine.spi.authentication.AuthenticationListener;
import io.netty.channel.EventLoop;

/** One way to find out whether a token is valid. Safe for any thread. */
public interface TokenValidation extends AutoCloseable {
    /** Begins to fetch what is needed; does not block. */
    void start();

    /** Fetches what is old anew, in the background. Called for every request: costs next to nothing. */
    void keepFresh();

    /** Changes when verdicts that rest on earlier keys are void. */
    long epoch();

    /**
     * Judges a token of which nothing is remembered.
     *
     * @param token well-formed as RFC 6750 says
     * @param listener invoked exactly once, on the event loop, possibly before this returns
     */
    void judge(String token, TokenDigest digest, EventLoop eventLoop, AuthenticationListener listener);

    @Override
    void close();
}
