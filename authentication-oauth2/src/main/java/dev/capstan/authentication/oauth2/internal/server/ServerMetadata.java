package dev.capstan.authentication.oauth2.internal.server;

import dev.capstan.engine.exchange.Json;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What an authorization server says of itself (RFC 8414).
 *
 * @param jwksUri where its keys are; null when it names none
 * @param introspectionEndpoint where tokens are introspected; null when it names none
 */
public record ServerMetadata(
        @Nullable URI jwksUri, @Nullable URI introspectionEndpoint) {
    /**
     * Reads a metadata document.
     *
     * @param issuer what its issuer has to be, character by character
     * @throws FetchException when it is none, is another issuer's, or names what must not be called
     */
    static ServerMetadata parse(byte[] json, URI issuer, String name) {
        JsonNode root = Json.read(new String(json, StandardCharsets.UTF_8));
        if (root == null) {
            throw new FetchException(name + " is no JSON");
        }
        JsonNode said = root.path("issuer");
        if (!said.isString()) {
            throw new FetchException(name + " names no issuer");
        }
        if (!said.stringValue().equals(issuer.toString())) {
            throw new FetchException(name + " is the metadata of another issuer than " + issuer
                    + ": authorizationServerUri has to be the issuer, character by character");
        }
        return new ServerMetadata(
                endpoint(root, "jwks_uri", issuer, name), endpoint(root, "introspection_endpoint", issuer, name));
    }

    private static @Nullable URI endpoint(JsonNode root, String member, URI issuer, String name) {
        JsonNode value = root.path(member);
        if (!value.isString()) {
            return null;
        }
        URI uri;
        try {
            uri = new URI(value.stringValue());
        } catch (URISyntaxException malformed) {
            throw new FetchException(name + " has a malformed " + member);
        }
        // A server elsewhere must not direct requests to what listens on this host.
        if (!SecureUri.isSecure(uri) || (SecureUri.isLoopback(uri) && !SecureUri.isLoopback(issuer))) {
            throw new FetchException(name + " has a " + member + " that is not on https");
        }
        return uri;
    }
}
