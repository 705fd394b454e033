package dev.capstan.authentication.oauth2.internal.jwt;

import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.OctetKeyPair;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import org.jspecify.annotations.Nullable;

/** EdDSA (RFC 8037) with the platform's own implementation: the JWT library's would bring another library along. */
final class EdDsaVerification implements SignatureKey.Verification {
    private final String curve;
    private final PublicKey key;

    private EdDsaVerification(String curve, PublicKey key) {
        this.curve = curve;
        this.key = key;
    }

    /** With that public key; null when it is none for signatures. */
    static @Nullable EdDsaVerification of(OctetKeyPair pair) {
        boolean small = pair.getCurve().equals(Curve.Ed25519);
        byte[] encoded = pair.getDecodedX();
        if ((!small && !pair.getCurve().equals(Curve.Ed448)) || encoded.length != (small ? 32 : 57)) {
            return null;
        }
        try {
            NamedParameterSpec parameters = small ? NamedParameterSpec.ED25519 : NamedParameterSpec.ED448;
            PublicKey key =
                    KeyFactory.getInstance("EdDSA").generatePublic(new EdECPublicKeySpec(parameters, point(encoded)));
            return new EdDsaVerification(parameters.getName(), key);
        } catch (GeneralSecurityException notOnTheCurve) {
            return null;
        }
    }

    /** RFC 8032, section 5.1.2: the y coordinate, low bytes first, with the lowest bit of x in the highest bit. */
    private static EdECPoint point(byte[] encoded) {
        byte[] bigEndian = new byte[encoded.length];
        for (int i = 0; i < encoded.length; i++) {
            bigEndian[i] = encoded[encoded.length - 1 - i];
        }
        boolean xOdd = (bigEndian[0] & 0x80) != 0;
        bigEndian[0] &= 0x7F;
        return new EdECPoint(xOdd, new BigInteger(1, bigEndian));
    }

    @Override
    public boolean verify(JWSObject token) {
        try {
            Signature signature = Signature.getInstance(curve);
            signature.initVerify(key);
            signature.update(token.getSigningInput());
            return signature.verify(token.getSignature().decode());
        } catch (SignatureException malformed) {
            return false;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("the Java platform has lost " + curve, impossible);
        }
    }
}
