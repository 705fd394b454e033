package dev.capstan.authentication.oauth2.internal.token;

import dev.capstan.authentication.credential.Challenge;
import dev.capstan.authentication.credential.Refusals;
import dev.capstan.engine.spi.authentication.AuthenticationOutcome.Refused;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The refusals of one adapter, each with a challenge that names the metadata of its resource (RFC 6750, RFC 9728). */
public final class BearerRefusals {
    private final Refused missing;
    private final Map<TokenFault, Refused> invalid = new EnumMap<>(TokenFault.class);
    private final Refused insufficientScope;

    /**
     * Composes them.
     *
     * @param scopes all that a token needs
     * @param metadata URL of the resource's metadata
     */
    public BearerRefusals(String adapter, List<String> scopes, String metadata) {
        String allScopes = String.join(" ", scopes);
        this.missing = Refusals.missing(List.of(challenge(adapter, "", allScopes, metadata)));
        List<String> invalidToken = List.of(challenge(adapter, "invalid_token", allScopes, metadata));
        for (TokenFault fault : TokenFault.values()) {
            invalid.put(fault, Refusals.unauthenticated(fault.detail(), invalidToken));
        }
        this.insufficientScope = new Refused(
                403,
                "insufficient-scope",
                "the access token lacks scopes; it needs: " + allScopes,
                List.of(challenge(adapter, "insufficient_scope", allScopes, metadata)));
    }

    private static String challenge(String adapter, String error, String scopes, String metadata) {
        Challenge challenge = Challenge.of("Bearer", adapter);
        if (!error.isEmpty()) {
            challenge.quoted("error", error);
        }
        if (!scopes.isEmpty()) {
            challenge.quoted("scope", scopes);
        }
        return challenge.quoted("resource_metadata", metadata).toString();
    }

    /** No token came. */
    public Refused missing() {
        return missing;
    }

    /** A token that is not valid. */
    public Refused invalid(TokenFault fault) {
        return invalid.getOrDefault(fault, missing);
    }

    /** A valid token without all scopes. */
    public Refused insufficientScope() {
        return insufficientScope;
    }
}
