package dev.capstan.authentication;

import dev.capstan.authentication.credential.SchemeSettings;
import dev.capstan.authentication.internal.scheme.BearerAuthenticator;
import dev.capstan.engine.spi.SpiVersion;
import dev.capstan.engine.spi.authentication.Authenticator;
import dev.capstan.engine.spi.authentication.AuthenticatorContext;
import dev.capstan.engine.spi.authentication.AuthenticatorProvider;
import dev.capstan.engine.spi.authentication.InboundAuthentication;

/** Makes the authenticators of {@code type: bearer}: one token (RFC 6750). */
public final class BearerAuthenticatorProvider implements AuthenticatorProvider {
    /** For the service loader. */
    public BearerAuthenticatorProvider() {}

    @Override
    public String scheme() {
        return "bearer";
    }

    @Override
    public int spiVersion() {
        return SpiVersion.CURRENT;
    }

    @Override
    public Authenticator create(AuthenticatorContext context) {
        return new BearerAuthenticator(
                context.adapter(), SchemeSettings.of(context, InboundAuthentication.Bearer.class));
    }
}
