package dev.capstan.authentication.credential;

import dev.capstan.engine.spi.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * A secret that callers have to present, kept as its hash. Candidates are compared by hash, in a time that depends neither on
 * where they differ nor on the secret's length. Safe for any thread.
 */
public final class ExpectedSecret {
    private final HashFunction function = HashFunction.sha256();
    private final byte[] hash;

    private ExpectedSecret(byte[] bytes) {
        this.hash = function.hash(bytes);
    }

    /** That text, as UTF-8. */
    public static ExpectedSecret of(Secret secret) {
        return of(secret.reveal());
    }

    /** That text, as UTF-8. */
    public static ExpectedSecret of(String text) {
        return new ExpectedSecret(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Whether these bytes are the secret. */
    public boolean matches(byte[] candidate) {
        return MessageDigest.isEqual(hash, function.hash(candidate));
    }

    /** A mask. */
    @Override
    public String toString() {
        return "***";
    }
}
