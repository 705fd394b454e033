package dev.capstan.authentication.oauth2;

import dev.capstan.authentication.credential.SchemeSettings;
import dev.capstan.authentication.oauth2.internal.OAuth2Authenticator;
import dev.capstan.engine.spi.SpiVersion;
import dev.capstan.engine.spi.authentication.Authenticator;
import dev.capstan.engine.spi.authentication.AuthenticatorContext;
import dev.capstan.engine.spi.authentication.AuthenticatorProvider;
import dev.capstan.engine.spi.authentication.InboundAuthentication;

/** Makes the authenticators of {@code type: oauth2}: access tokens of an authorization server (RFC 6750, RFC 9728). */
public final class OAuth2AuthenticatorProvider implements AuthenticatorProvider {
    /** For the service loader. */
    public OAuth2AuthenticatorProvider() {}

    @Override
    public String scheme() {
        return "oauth2";
    }

    @Override
    public int spiVersion() {
        return SpiVersion.CURRENT;
    }

    @Override
    public Authenticator create(AuthenticatorContext context) {
        return OAuth2Authenticator.create(
                context.adapter(), SchemeSettings.of(context, InboundAuthentication.OAuth2.class), context.engine());
    }
}
