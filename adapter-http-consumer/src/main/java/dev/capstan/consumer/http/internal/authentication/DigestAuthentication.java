package dev.capstan.consumer.http.internal.authentication;

import dev.capstan.engine.spi.consumer.OutboundAuthentication;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Digest authentication (RFC 7616) against one origin: keeps the server's challenge and counts the requests made with
 * its nonce. One for each event loop.
 */
public final class DigestAuthentication {
    private final String username;
    private final String password;
    private final SecureRandom random = new SecureRandom();
    private @Nullable DigestChallenge challenge;
    private int count;

    public DigestAuthentication(OutboundAuthentication.Digest credentials) {
        this.username = credentials.username().reveal();
        this.password = credentials.password().reveal();
    }

    /**
     * Takes a server's challenges over.
     *
     * @param repeated whether this call has answered one before: then only a stale nonce is worth another answer
     * @return whether a request that answers them can be sent
     */
    public boolean accept(List<String> fields, boolean repeated) {
        DigestChallenge best = DigestChallenge.best(fields);
        if (best == null || repeated && !best.stale()) {
            return false;
        }
        challenge = best;
        count = 0;
        return true;
    }

    /** The header line for a request; null as long as no challenge is known. */
    public @Nullable String line(String method, String target) {
        DigestChallenge known = challenge;
        if (known == null) {
            return null;
        }
        byte[] nonce = new byte[16];
        random.nextBytes(nonce);
        return line(known, method, target, HexFormat.of().formatHex(nonce), ++count);
    }

    /** The header line for a given client nonce and count (RFC 7616, section 3.4). */
    String line(DigestChallenge known, String method, String target, String clientNonce, int number) {
        MessageDigest digest = digest(known.hash());
        String secret = hash(digest, username + ":" + known.realm() + ":" + password);
        if (known.session()) {
            secret = hash(digest, secret + ":" + known.nonce() + ":" + clientNonce);
        }
        String request = hash(digest, method + ":" + target);
        String nonceCount = HexFormat.of().toHexDigits(number);
        String response = known.qop()
                ? hash(digest, secret + ":" + known.nonce() + ":" + nonceCount + ":" + clientNonce + ":auth:" + request)
                : hash(digest, secret + ":" + known.nonce() + ":" + request);
        StringBuilder line = new StringBuilder("Authorization: Digest username=");
        quote(line, known.userhash() ? hash(digest, username + ":" + known.realm()) : username);
        quote(line.append(", realm="), known.realm());
        quote(line.append(", nonce="), known.nonce());
        quote(line.append(", uri="), target);
        line.append(", response=\"").append(response).append('"');
        if (known.algorithm() != null) {
            line.append(", algorithm=").append(known.algorithm());
        }
        if (known.opaque() != null) {
            quote(line.append(", opaque="), known.opaque());
        }
        if (known.qop()) {
            line.append(", qop=auth, nc=").append(nonceCount);
        }
        if (known.qop() || known.session()) {
            line.append(", cnonce=\"").append(clientNonce).append('"');
        }
        return known.userhash() ? line.append(", userhash=true").toString() : line.toString();
    }

    private static void quote(StringBuilder line, String text) {
        line.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                line.append('\\');
            }
            line.append(c);
        }
        line.append('"');
    }

    private static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java runtime has " + algorithm, impossible);
        }
    }

    private static String hash(MessageDigest digest, String text) {
        return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    }
}
