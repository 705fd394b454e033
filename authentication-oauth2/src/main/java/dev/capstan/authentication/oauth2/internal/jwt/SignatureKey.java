package dev.capstan.authentication.oauth2.internal.jwt;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyOperation;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import java.security.interfaces.RSAPublicKey;
import java.text.ParseException;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A published key that verifies signatures. Safe for any thread.
 *
 * @param id its {@code kid}; null when it has none
 * @param algorithms what it can be used with: an algorithm is never taken from a token alone
 * @param identity the same for the same key
 */
record SignatureKey(@Nullable String id, Set<JWSAlgorithm> algorithms, String identity, Verification verification) {
    private static final Set<JWSAlgorithm> RSA = Stream.of("RS256", "RS384", "RS512", "PS256", "PS384", "PS512")
            .map(JWSAlgorithm::parse)
            .collect(Collectors.toUnmodifiableSet());
    private static final Set<JWSAlgorithm> EC =
            Stream.of("ES256", "ES384", "ES512").map(JWSAlgorithm::parse).collect(Collectors.toUnmodifiableSet());

    /** All that are accepted: those with a private key for the issuer and a public one for everybody else. */
    static final Set<JWSAlgorithm> ACCEPTED =
            Stream.of(RSA, EC, Set.of(JWSAlgorithm.EdDSA)).flatMap(Set::stream).collect(Collectors.toUnmodifiableSet());

    private static final int LEAST_RSA_BITS = 2048;

    /** Verifies one signature. */
    @FunctionalInterface
    interface Verification {
        boolean verify(JWSObject token) throws JOSEException;
    }

    /** Has the platform load what verifying takes, so that no event loop is held up by that at the first token. */
    void rehearse() {
        for (JWSAlgorithm algorithm : algorithms) {
            Base64URL header = new JWSHeader(algorithm).toBase64URL();
            try {
                verification.verify(JWSObject.parse(header + ".e30.AAAA"));
            } catch (ParseException | JOSEException | RuntimeException notASignature) {
                // As expected.
                continue;
            }
        }
    }

    /** Reads a JWK (RFC 7517); null when it is not one that verifies signatures here. */
    static @Nullable SignatureKey parse(String json) {
        try {
            JWK jwk = JWK.parse(json);
            boolean signs = jwk.getKeyUse() == null || jwk.getKeyUse().equals(KeyUse.SIGNATURE);
            boolean verifies =
                    jwk.getKeyOperations() == null || jwk.getKeyOperations().contains(KeyOperation.VERIFY);
            return signs && verifies ? of(jwk) : null;
        } catch (ParseException | JOSEException | RuntimeException malformed) {
            return null;
        }
    }

    private static @Nullable SignatureKey of(JWK jwk) throws JOSEException {
        if (jwk instanceof RSAKey rsa) {
            RSAPublicKey key = rsa.toRSAPublicKey();
            return key.getModulus().bitLength() < LEAST_RSA_BITS ? null : of(jwk, RSA, new RSASSAVerifier(key));
        }
        if (jwk instanceof ECKey ec) {
            JWSVerifier verifier = new ECDSAVerifier(ec.toECPublicKey());
            return of(jwk, EC, verifier);
        }
        if (jwk instanceof OctetKeyPair pair) {
            EdDsaVerification verification = EdDsaVerification.of(pair);
            return verification == null ? null : of(jwk, Set.of(JWSAlgorithm.EdDSA), verification);
        }
        return null;
    }

    private static @Nullable SignatureKey of(JWK jwk, Set<JWSAlgorithm> family, JWSVerifier verifier)
            throws JOSEException {
        Set<JWSAlgorithm> algorithms = family.stream()
                .filter(verifier.supportedJWSAlgorithms()::contains)
                .collect(Collectors.toUnmodifiableSet());
        return of(
                jwk,
                algorithms,
                token -> verifier.verify(token.getHeader(), token.getSigningInput(), token.getSignature()));
    }

    private static @Nullable SignatureKey of(JWK jwk, Set<JWSAlgorithm> family, Verification verification)
            throws JOSEException {
        Set<JWSAlgorithm> algorithms = family;
        if (jwk.getAlgorithm() != null) {
            JWSAlgorithm only = JWSAlgorithm.parse(jwk.getAlgorithm().getName());
            algorithms = family.contains(only) ? Set.of(only) : Set.of();
        }
        return algorithms.isEmpty()
                ? null
                : new SignatureKey(
                        jwk.getKeyID(), algorithms, jwk.computeThumbprint().toString(), verification);
    }
}
