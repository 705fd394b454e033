package dev.capstan.authentication.internal.digest;

import dev.capstan.authentication.credential.FieldText;
import dev.capstan.authentication.credential.HashFunction;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;

/** What RFC 7616 computes with one hash function, for one user. Safe for any thread. */
final class DigestHash {
    private static final byte COLON = ':';

    private final String algorithm;
    private final HashFunction function;

    /** The hash of user name, realm and password, in hexadecimal digits. */
    private final byte[] user;

    /**
     * Computes what does not depend on the request.
     *
     * @param algorithm as challenges name it
     */
    DigestHash(String algorithm, HashFunction function, String username, String realm, String password) {
        this.algorithm = algorithm;
        this.function = function;
        this.user = hex(function.hash((username + ":" + realm + ":" + password).getBytes(StandardCharsets.UTF_8)));
    }

    String algorithm() {
        return algorithm;
    }

    /** The response that the right answer has (section 3.4.1), with {@code qop=auth}. */
    byte[] response(String method, DigestCredentials answer) {
        MessageDigest digest = function.start();
        digest.update(FieldText.bytes(method));
        digest.update(COLON);
        digest.update(FieldText.bytes(answer.get("uri")));
        byte[] request = hex(digest.digest());
        digest.update(user);
        for (String name : new String[] {"nonce", "nc", "cnonce", "qop"}) {
            digest.update(COLON);
            digest.update(FieldText.bytes(answer.get(name)));
        }
        digest.update(COLON);
        digest.update(request);
        return digest.digest();
    }

    private static byte[] hex(byte[] hash) {
        return HexFormat.of().formatHex(hash).getBytes(StandardCharsets.US_ASCII);
    }
}
