package dev.capstan.authentication.oauth2.internal;

import dev.capstan.authentication.credential.ConfiguredCredential;
import dev.capstan.authentication.oauth2.internal.server.SecureUri;
import dev.capstan.engine.failure.InvalidSettingException;
import dev.capstan.engine.spi.authentication.InboundAuthentication;
import java.net.URI;
import java.util.regex.Pattern;

/** Refuses settings with which nobody could ever be authenticated. */
final class OAuth2Settings {
    /** RFC 6749, section 3.3. */
    private static final Pattern SCOPE = Pattern.compile("[!#-\\[\\]-~]+");

    private OAuth2Settings() {}

    /** @throws InvalidSettingException that names the setting and says what to do */
    static void require(InboundAuthentication.OAuth2 settings) {
        URI server = settings.authorizationServer();
        if (!SecureUri.isSecure(server)) {
            throw new InvalidSettingException("authorizationServerUri of oauth2 authentication is '" + server
                    + "': it has to be an https URI, or an http URI of a loopback host such as localhost");
        }
        if (server.getRawQuery() != null || server.getRawFragment() != null) {
            throw new InvalidSettingException("authorizationServerUri of oauth2 authentication is '" + server
                    + "': an issuer has neither a query nor a fragment");
        }
        requireResource(settings.resource());
        if (settings.audience() != null && settings.audience().isEmpty()) {
            throw new InvalidSettingException("audience of oauth2 authentication is empty: remove it, or name one");
        }
        for (String scope : settings.scopes()) {
            if (!SCOPE.matcher(scope).matches()) {
                throw new InvalidSettingException("oauth2 authentication needs the scope '" + scope
                        + "', which no token can have: write each scope as an entry of its own, without spaces");
            }
        }
        if (settings.validation() instanceof InboundAuthentication.Validation.Introspection client) {
            ConfiguredCredential.requireNotEmpty("the client identifier for introspection", client.clientId());
            ConfiguredCredential.requireNotEmpty("the client secret for introspection", client.clientSecret());
        }
    }

    private static void requireResource(URI resource) {
        String scheme = resource.getScheme();
        boolean http = scheme != null && (scheme.equalsIgnoreCase("https") || scheme.equalsIgnoreCase("http"));
        if (!http || resource.getHost() == null || resource.getRawUserInfo() != null) {
            throw new InvalidSettingException("resource of oauth2 authentication is '" + resource
                    + "': it has to be the URL at which clients reach this adapter");
        }
        if (resource.getRawFragment() != null) {
            throw new InvalidSettingException(
                    "resource of oauth2 authentication is '" + resource + "': a resource has no fragment");
        }
    }
}
