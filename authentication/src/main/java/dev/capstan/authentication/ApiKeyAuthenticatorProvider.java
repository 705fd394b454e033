package dev.capstan.authentication;

import dev.capstan.authentication.credential.SchemeSettings;
import dev.capstan.authentication.internal.scheme.ApiKeyAuthenticator;
import dev.capstan.engine.spi.SpiVersion;
import dev.capstan.engine.spi.authentication.Authenticator;
import dev.capstan.engine.spi.authentication.AuthenticatorContext;
import dev.capstan.engine.spi.authentication.AuthenticatorProvider;
import dev.capstan.engine.spi.authentication.InboundAuthentication;

/** Makes the authenticators of {@code type: apikey}: one key in a header field or in the query. */
public final class ApiKeyAuthenticatorProvider implements AuthenticatorProvider {
    /** For the service loader. */
    public ApiKeyAuthenticatorProvider() {}

    @Override
    public String scheme() {
        return "apikey";
    }

    @Override
    public int spiVersion() {
        return SpiVersion.CURRENT;
    }

    @Override
    public Authenticator create(AuthenticatorContext context) {
        return new ApiKeyAuthenticator(SchemeSettings.of(context, InboundAuthentication.ApiKey.class));
    }
}
