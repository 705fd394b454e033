package dev.capstan.authentication.oauth2.internal.introspection;

import dev.capstan.authentication.oauth2.internal.token.ClaimsRules;
import dev.capstan.authentication.oauth2.internal.token.TokenClaims;
import dev.capstan.authentication.oauth2.internal.token.TokenFault;
import dev.capstan.authentication.oauth2.internal.token.TokenVerdict;
import dev.capstan.engine.exchange.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads what the authorization server says of a token (RFC 7662, section 2.2).
 *
 * @param rules for the claims of active tokens
 */
record IntrospectionResponse(ClaimsRules rules) {
    /** The longest time that a token which was revoked is still accepted. */
    private static final Duration RELIED_ON = Duration.ofSeconds(60);

    /** Shorter: a server of several machines may not know a new token on all of them at once. */
    private static final Duration REFUSED_FOR = Duration.ofSeconds(10);

    /** The verdict on the token at that time; null when the response is none of an introspection. */
    @Nullable
    TokenVerdict verdict(byte[] body, long now) {
        JsonNode json = Json.read(new String(body, StandardCharsets.UTF_8));
        if (json == null) {
            return null;
        }
        JsonNode active = json.path("active");
        if (!active.isBoolean()) {
            return null;
        }
        if (!active.booleanValue()) {
            return invalid(TokenFault.INACTIVE, now);
        }
        TokenClaims claims = TokenClaims.of(json);
        if (claims == null) {
            return invalid(TokenFault.CLAIMS, now);
        }
        TokenFault fault = rules.judge(claims, now);
        if (fault != null) {
            return invalid(fault, now);
        }
        long until = now + RELIED_ON.toMillis();
        Long expires = claims.expiresMillis();
        return new TokenVerdict.Valid(claims, expires == null ? until : Math.min(expires, until));
    }

    private static TokenVerdict invalid(TokenFault fault, long now) {
        return new TokenVerdict.Invalid(fault, now + REFUSED_FOR.toMillis());
    }
}
