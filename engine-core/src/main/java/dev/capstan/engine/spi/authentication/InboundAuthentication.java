package dev.capstan.engine.spi.authentication;

import dev.capstan.engine.spi.Secret;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How an adapter's callers are authenticated. Holds secrets: {@code toString} masks them. */
public sealed interface InboundAuthentication {
    /** RFC 7617. */
    record Basic(Secret username, Secret password) implements InboundAuthentication {}

    /** RFC 6750, section 2.1, with one token that is known beforehand. */
    record Bearer(Secret token) implements InboundAuthentication {}

    /**
     * A key in a header field or in the query.
     *
     * @param name of the field or parameter
     */
    record ApiKey(String name, Secret value, boolean inQuery) implements InboundAuthentication {}

    /** RFC 7616, with {@code qop=auth}. */
    record Digest(Secret username, Secret password) implements InboundAuthentication {}

    /**
     * OAuth 2.1 bearer tokens of an authorization server.
     *
     * @param authorizationServer its issuer identifier
     * @param resource this resource's identifier (RFC 8707)
     * @param scopes all of which a token must have
     * @param audience what a token must be for; null means the resource
     * @param validation how tokens are judged
     */
    record OAuth2(
            URI authorizationServer,
            URI resource,
            List<String> scopes,
            @Nullable String audience,
            Validation validation)
            implements InboundAuthentication {}

    /** How the tokens of an authorization server are judged. */
    sealed interface Validation {
        /** As signed JWTs, with the keys that the server publishes (RFC 7517, RFC 9068). */
        record Jwks() implements Validation {}

        /** By asking the server (RFC 7662). */
        record Introspection(Secret clientId, Secret clientSecret) implements Validation {}
    }

    /**
     * Any scheme that the format does not know.
     *
     * @param scheme as the document writes it
     * @param settings its fields that are text, by name
     */
    record Other(String scheme, Map<String, Secret> settings) implements InboundAuthentication {}
}
