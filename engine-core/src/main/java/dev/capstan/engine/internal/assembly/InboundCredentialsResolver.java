package dev.capstan.engine.internal.assembly;

import dev.capstan.document.linked.InboundCredentials;
import dev.capstan.document.linked.expression.Expression;
import dev.capstan.engine.configuration.IntrospectionClient;
import dev.capstan.engine.failure.InvalidSettingException;
import dev.capstan.engine.internal.compile.ExpressionCompiler;
import dev.capstan.engine.spi.Secret;
import dev.capstan.engine.spi.authentication.InboundAuthentication;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Puts values into the credentials that an adapter asks for. */
record InboundCredentialsResolver(ExpressionCompiler expressions, AssemblySettings settings) {
    /** A credential that everybody has. */
    static final class EmptyCredentialException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        EmptyCredentialException(String message) {
            super(message, null, false, false);
        }
    }

    /**
     * The authentication of an adapter.
     *
     * @throws EmptyCredentialException when a credential is empty
     * @throws InvalidSettingException when nobody could ever be authenticated, such as for a URI that is none
     */
    InboundAuthentication resolve(InboundCredentials credentials, String adapter) {
        if (credentials instanceof InboundCredentials.Basic basic) {
            return new InboundAuthentication.Basic(
                    secret("username", basic.username()), secret("password", basic.password()));
        }
        if (credentials instanceof InboundCredentials.Digest digest) {
            return new InboundAuthentication.Digest(
                    secret("username", digest.username()), secret("password", digest.password()));
        }
        if (credentials instanceof InboundCredentials.Bearer bearer) {
            return new InboundAuthentication.Bearer(secret("token", bearer.token()));
        }
        if (credentials instanceof InboundCredentials.ApiKey key) {
            return new InboundAuthentication.ApiKey(
                    secret("key", key.name()).reveal(), secret("value", key.value()), key.inQuery());
        }
        if (credentials instanceof InboundCredentials.OAuth2 oauth2) {
            return oauth2(oauth2, adapter);
        }
        InboundCredentials.Other other = (InboundCredentials.Other) credentials;
        Map<String, Secret> values = new LinkedHashMap<>();
        other.settings().forEach((name, value) -> values.put(name, new Secret(expressions.text(value))));
        return new InboundAuthentication.Other(other.declaration().type(), Map.copyOf(values));
    }

    private InboundAuthentication oauth2(InboundCredentials.OAuth2 oauth2, String adapter) {
        InboundAuthentication.Validation validation = new InboundAuthentication.Validation.Jwks();
        if (oauth2.introspects()) {
            IntrospectionClient client =
                    settings.context().configuration().introspectionClients().get(adapter);
            if (client == null) {
                throw new InvalidSettingException(
                        "tokens are to be introspected, and the engine's configuration has no client for it: set oauth2: "
                                + adapter + ": with client-id and client-secret");
            }
            validation = new InboundAuthentication.Validation.Introspection(
                    new Secret(client.id()), new Secret(client.secret()));
        }
        return new InboundAuthentication.OAuth2(
                uri("authorizationServerUri", oauth2.authorizationServer()),
                uri("resource", oauth2.resource()),
                oauth2.scopes().stream().map(expressions::text).toList(),
                oauth2.audience() == null ? null : expressions.text(oauth2.audience()),
                validation);
    }

    private Secret secret(String what, Expression expression) {
        String text = expressions.text(expression);
        if (text.isEmpty()) {
            throw new EmptyCredentialException("the " + what + " that callers are compared with is empty");
        }
        return new Secret(text);
    }

    private URI uri(String what, Expression expression) {
        String text = expressions.text(expression);
        try {
            URI uri = new URI(text);
            if (uri.getScheme() != null && uri.getHost() != null) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // The message below says it.
        }
        throw new InvalidSettingException("the " + what + " \"" + text + "\" is no absolute URI");
    }
}
