package dev.capstan.document.model;

import dev.capstan.document.yaml.YamlMapping;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a call proves who makes it. The catalogue's spellings are brought to one: type {@code apikey} has
 * {@code key}, {@code value} and {@code placement}; type {@code bearer} has {@code token}.
 *
 * @param node its place
 * @param type lower case, as {@code basic}, {@code bearer}, {@code apikey}, {@code digest}, {@code oauth2}; any other
 *     word as written
 */
public record Authentication(
        YamlMapping node,
        String type,
        @Nullable String username,
        @Nullable String password,
        @Nullable String token,
        List<ApiKey> apiKeys,
        @Nullable OAuth2 oauth2) {

    /**
     * A key that is sent with each call.
     *
     * @param key name of the header, parameter, cookie, body field, or of the place in a path or base URI
     * @param value what it carries
     * @param place where it goes; header where the document says nothing that is known
     */
    public record ApiKey(@Nullable String key, @Nullable String value, ParameterLocation place) {}

    /** Where tokens come from and what they must hold. */
    public record OAuth2(
            @Nullable String authorizationServerUri,
            @Nullable String resource,
            List<String> scopes,
            @Nullable String audience,
            @Nullable String tokenEndpoint,
            @Nullable String tokenValidation) {}
}
