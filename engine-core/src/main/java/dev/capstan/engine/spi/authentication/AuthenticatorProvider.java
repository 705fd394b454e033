package dev.capstan.engine.spi.authentication;

/**
 * Makes the authenticators of one scheme ({@code authentication.type}). Has a public constructor without parameters; holds no
 * state.
 */
public interface AuthenticatorProvider {
    /** The scheme as documents write it, in lower case, such as {@code bearer}. */
    String scheme();

    /** The SPI version it was built for: return the constant {@link dev.capstan.engine.spi.SpiVersion#CURRENT}. */
    int spiVersion();

    /**
     * Makes the authenticator of one adapter. Called while documents load, once for each adapter that asks for the scheme; opens
     * no connection yet.
     *
     * @throws dev.capstan.engine.failure.InvalidSettingException when nobody could ever be authenticated; the message becomes
     *     the reason why the adapter is dead: it is never served open instead
     */
    Authenticator create(AuthenticatorContext context);
}
