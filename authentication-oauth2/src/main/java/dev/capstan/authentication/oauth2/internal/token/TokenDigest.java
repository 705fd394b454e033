package dev.capstan.authentication.oauth2.internal.token;

import dev.capstan.authentication.credential.HashFunction;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A token's SHA-256, under which verdicts are remembered: the memory holds no token. */
public record TokenDigest(long first, long second, long third, long fourth) {
    private static final HashFunction SHA_256 = HashFunction.sha256();

    /** Of that token. A character that is no byte becomes a question mark, which no token has. */
    public static TokenDigest of(String token) {
        ByteBuffer hash = ByteBuffer.wrap(SHA_256.hash(token.getBytes(StandardCharsets.ISO_8859_1)));
        return new TokenDigest(hash.getLong(), hash.getLong(), hash.getLong(), hash.getLong());
    }

    @Override
    public int hashCode() {
        return (int) first;
    }
}
