package dev.capstan.authentication.oauth2.internal.jwt;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import dev.capstan.authentication.oauth2.internal.token.TokenClaims;
import dev.capstan.authentication.oauth2.internal.token.TokenFault;
import dev.capstan.engine.exchange.Json;
import java.text.ParseException;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A JWT in compact form, taken apart; nothing of it is trusted yet. */
final class SignedToken {
    /** Access tokens (RFC 9068), and tokens that do not say what they are. Others are meant for other purposes. */
    private static final Set<String> TYPES = Set.of("jwt", "at+jwt", "application/at+jwt");

    private SignedToken() {}

    /** Takes a token apart; null when it is none in three parts. */
    static @Nullable JWSObject parse(String token) {
        try {
            return JWSObject.parse(token);
        } catch (ParseException | RuntimeException malformed) {
            return null;
        }
    }

    /**
     * Why the header alone refuses the token; null when it does not. {@code jku}, {@code jwk}, {@code x5u} and {@code x5c} are
     * never looked at: keys come from the authorization server.
     */
    static @Nullable TokenFault judge(JWSHeader header) {
        if (!SignatureKey.ACCEPTED.contains(header.getAlgorithm())) {
            return TokenFault.ALGORITHM;
        }
        JOSEObjectType type = header.getType();
        boolean critical = header.getCriticalParams() != null || !header.isBase64URLEncodePayload();
        boolean otherKind = type != null && !TYPES.contains(type.getType().toLowerCase(Locale.ROOT));
        return critical || otherKind ? TokenFault.KIND : null;
    }

    /** The claims of a verified token; null when they are malformed. */
    static @Nullable TokenClaims claims(JWSObject token) {
        JsonNode claims = Json.read(token.getPayload().toString());
        return claims == null ? null : TokenClaims.of(claims);
    }
}
