package dev.capstan.authentication;

import dev.capstan.authentication.credential.SchemeSettings;
import dev.capstan.authentication.internal.digest.DigestAuthenticator;
import dev.capstan.engine.spi.SpiVersion;
import dev.capstan.engine.spi.authentication.Authenticator;
import dev.capstan.engine.spi.authentication.AuthenticatorContext;
import dev.capstan.engine.spi.authentication.AuthenticatorProvider;
import dev.capstan.engine.spi.authentication.InboundAuthentication;

/** Makes the authenticators of {@code type: digest}: a user name and password that no request carries (RFC 7616). */
public final class DigestAuthenticatorProvider implements AuthenticatorProvider {
    /** For the service loader. */
    public DigestAuthenticatorProvider() {}

    @Override
    public String scheme() {
        return "digest";
    }

    @Override
    public int spiVersion() {
        return SpiVersion.CURRENT;
    }

    @Override
    public Authenticator create(AuthenticatorContext context) {
        return new DigestAuthenticator(
                context.adapter(),
                SchemeSettings.of(context, InboundAuthentication.Digest.class),
                context.engine().clock());
    }
}
