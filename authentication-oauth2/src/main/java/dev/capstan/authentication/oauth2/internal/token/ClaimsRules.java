package dev.capstan.authentication.oauth2.internal.token;

import dev.capstan.engine.spi.authentication.InboundAuthentication;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What the claims of a token have to say.
 *
 * @param issuer who has issued it
 * @param audience whom it is for
 * @param needsIssuer whether a token that names no issuer is refused
 * @param needsAudience whether a token that names no audience is refused
 * @param needsExpiry whether a token that never expires is refused
 */
public record ClaimsRules(
        String issuer, String audience, boolean needsIssuer, boolean needsAudience, boolean needsExpiry) {
    /** How far the clocks of issuer and engine may differ. */
    public static final Duration SKEW = Duration.ofSeconds(60);

    /** For tokens that carry their claims: all of them are needed. */
    public static ClaimsRules forJwts(InboundAuthentication.OAuth2 settings) {
        return new ClaimsRules(settings.authorizationServer().toString(), audience(settings), true, true, true);
    }

    /**
     * For tokens that the authorization server judges: RFC 7662 leaves it the choice what it says of them. An audience that the
     * document names has to be named by the server, too.
     */
    public static ClaimsRules forIntrospection(InboundAuthentication.OAuth2 settings) {
        return new ClaimsRules(
                settings.authorizationServer().toString(),
                audience(settings),
                false,
                settings.audience() != null,
                false);
    }

    private static String audience(InboundAuthentication.OAuth2 settings) {
        String audience = settings.audience();
        return audience != null ? audience : settings.resource().toString();
    }

    /** What is wrong with these claims at that time; null when nothing is. */
    public @Nullable TokenFault judge(TokenClaims claims, long now) {
        String issued = claims.issuer();
        if (issued == null ? needsIssuer : !issued.equals(issuer)) {
            return TokenFault.ISSUER;
        }
        if (claims.audience().isEmpty() ? needsAudience : !claims.audience().contains(audience)) {
            return TokenFault.AUDIENCE;
        }
        Long expires = claims.expiresMillis();
        if (expires == null && needsExpiry) {
            return TokenFault.CLAIMS;
        }
        if (expires != null && expires + SKEW.toMillis() <= now) {
            return TokenFault.EXPIRED;
        }
        Long notBefore = claims.notBeforeMillis();
        return notBefore != null && notBefore - SKEW.toMillis() > now ? TokenFault.NOT_YET_VALID : null;
    }
}
