package dev.capstan.authentication.internal.digest;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Makes nonces that can be recognized without remembering them: the time, a number that counts up, and a signature of both, by
 * a key that lives as long as this object. Safe for any thread.
 */
final class NonceSigner {
    private static final int SIGNED = 2 * Long.BYTES;
    private static final int SIGNATURE = 16;

    private final AtomicLong sequence = new AtomicLong();

    /** Copied for each use. Never used itself. */
    private final Mac unused;

    private final SecretKeySpec key;

    NonceSigner() {
        byte[] secret = new byte[32];
        new SecureRandom().nextBytes(secret);
        this.key = new SecretKeySpec(secret, "HmacSHA256");
        this.unused = lookUp();
    }

    /** A new nonce, issued at that time. */
    String issue(long millis) {
        ByteBuffer nonce = ByteBuffer.allocate(SIGNED + SIGNATURE);
        nonce.putLong(millis).putLong(sequence.incrementAndGet());
        nonce.put(sign(nonce.array()), 0, SIGNATURE);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(nonce.array());
    }

    /** What stands in a nonce; null when this object did not issue it. */
    @Nullable
    Nonce read(String text) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException notBase64) {
            return null;
        }
        if (bytes.length != SIGNED + SIGNATURE) {
            return null;
        }
        ByteBuffer nonce = ByteBuffer.wrap(bytes);
        Nonce read = new Nonce(nonce.getLong(), nonce.getLong());
        byte[] signature = new byte[SIGNATURE];
        nonce.get(signature);
        byte[] expected = new byte[SIGNATURE];
        System.arraycopy(sign(bytes), 0, expected, 0, SIGNATURE);
        return MessageDigest.isEqual(expected, signature) ? read : null;
    }

    private byte[] sign(byte[] nonce) {
        Mac mac;
        try {
            mac = (Mac) unused.clone();
        } catch (CloneNotSupportedException notWithThisProvider) {
            mac = lookUp();
        }
        mac.update(nonce, 0, SIGNED);
        return mac.doFinal();
    }

    private Mac lookUp() {
        try {
            Mac mac = Mac.getInstance(key.getAlgorithm());
            mac.init(key);
            return mac;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has " + key.getAlgorithm(), impossible);
        }
    }

    /**
     * What stands in a nonce.
     *
     * @param issuedMillis when it was issued
     * @param sequence higher than those of all nonces that were issued before
     */
    record Nonce(long issuedMillis, long sequence) {}
}
