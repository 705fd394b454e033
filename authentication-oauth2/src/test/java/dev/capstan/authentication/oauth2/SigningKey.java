package dev.capstan.authentication.oauth2;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A key of an authorization server, and tokens that it signs. */
final class SigningKey {
    private final JWK jwk;
    private final Signer signer;

    private interface Signer {
        String sign(JWSHeader header, String claims) throws JOSEException, GeneralSecurityException;
    }

    private SigningKey(JWK jwk, Signer signer) {
        this.jwk = jwk;
        this.signer = signer;
    }

    static SigningKey rsa(String id) {
        return rsa(id, 2048);
    }

    static SigningKey rsa(String id, int bits) {
        try {
            var key = new RSAKeyGenerator(bits, bits < 2048).keyID(id).generate();
            return new SigningKey(key, (header, claims) -> {
                JWSObject jws = new JWSObject(header, new Payload(claims));
                jws.sign(new RSASSASigner(key.toRSAPrivateKey(), bits < 2048));
                return jws.serialize();
            });
        } catch (JOSEException failure) {
            throw new AssertionError(failure);
        }
    }

    static SigningKey ec(String id, Curve curve) {
        try {
            var key = new ECKeyGenerator(curve).keyID(id).generate();
            return new SigningKey(key, (header, claims) -> {
                JWSObject jws = new JWSObject(header, new Payload(claims));
                jws.sign(new ECDSASigner(key));
                return jws.serialize();
            });
        } catch (JOSEException failure) {
            throw new AssertionError(failure);
        }
    }

    static SigningKey ed(String id, Curve curve) {
        try {
            KeyPair pair = KeyPairGenerator.getInstance(curve.getName()).generateKeyPair();
            byte[] encoded = pair.getPublic().getEncoded();
            int length = curve.equals(Curve.Ed25519) ? 32 : 57;
            byte[] x = Arrays.copyOfRange(encoded, encoded.length - length, encoded.length);
            JWK jwk = new OctetKeyPair.Builder(curve, Base64URL.encode(x))
                    .keyID(id)
                    .build();
            return new SigningKey(jwk, (header, claims) -> {
                String input = header.toBase64URL() + "." + Base64URL.encode(claims);
                Signature signature = Signature.getInstance(curve.getName());
                signature.initSign(pair.getPrivate());
                signature.update(input.getBytes(StandardCharsets.US_ASCII));
                return input + "." + Base64URL.encode(signature.sign());
            });
        } catch (GeneralSecurityException failure) {
            throw new AssertionError(failure);
        }
    }

    JWK jwk() {
        return jwk;
    }

    /** The public half. */
    String json() {
        return jwk.toPublicJWK().toJSONString();
    }

    /** A set of the public halves. */
    static String set(SigningKey... keys) {
        return set(Stream.of(keys).map(SigningKey::json).toList());
    }

    static String set(List<String> keys) {
        return keys.stream().collect(Collectors.joining(",", "{\"keys\":[", "]}"));
    }

    String sign(String algorithm, String claims) {
        return sign(header(algorithm).build(), claims);
    }

    JWSHeader.Builder header(String algorithm) {
        return new JWSHeader.Builder(JWSAlgorithm.parse(algorithm)).keyID(jwk.getKeyID());
    }

    String sign(JWSHeader header, String claims) {
        try {
            return signer.sign(header, claims);
        } catch (JOSEException | GeneralSecurityException failure) {
            throw new AssertionError(failure);
        }
    }
}
