package dev.capstan.authentication;

import dev.capstan.authentication.credential.SchemeSettings;
import dev.capstan.authentication.internal.scheme.BasicAuthenticator;
import dev.capstan.engine.spi.SpiVersion;
import dev.capstan.engine.spi.authentication.Authenticator;
import dev.capstan.engine.spi.authentication.AuthenticatorContext;
import dev.capstan.engine.spi.authentication.AuthenticatorProvider;
import dev.capstan.engine.spi.authentication.InboundAuthentication;

/** Makes the authenticators of {@code type: basic}: a user name and password that every request carries (RFC 7617). */
public final class BasicAuthenticatorProvider implements AuthenticatorProvider {
    /** For the service loader. */
    public BasicAuthenticatorProvider() {}

    @Override
    public String scheme() {
        return "basic";
    }

    @Override
    public int spiVersion() {
        return SpiVersion.CURRENT;
    }

    @Override
    public Authenticator create(AuthenticatorContext context) {
        return new BasicAuthenticator(context.adapter(), SchemeSettings.of(context, InboundAuthentication.Basic.class));
    }
}
