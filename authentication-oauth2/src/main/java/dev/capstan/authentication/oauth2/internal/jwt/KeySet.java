package dev.capstan.authentication.oauth2.internal.jwt;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSObject;
import dev.capstan.authentication.oauth2.internal.server.FetchException;
import dev.capstan.engine.exchange.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The keys that an authorization server publishes (RFC 7517). Immutable. */
final class KeySet {
    /** How many keys are tried for a token that names none. */
    private static final int MOST_TRIED = 8;

    private final List<SignatureKey> keys;
    private final long epoch;

    private KeySet(List<SignatureKey> keys, long epoch) {
        this.keys = keys;
        this.epoch = epoch;
    }

    /**
     * Reads a set of keys; those that cannot be used here are left out.
     *
     * @param previous the set before; null when there is none
     * @throws FetchException when there is no key that can be used
     */
    static KeySet parse(byte[] json, @Nullable KeySet previous) {
        JsonNode root = Json.read(new String(json, StandardCharsets.UTF_8));
        if (root == null) {
            throw new FetchException("the document at jwks_uri is no JSON");
        }
        List<SignatureKey> keys = new ArrayList<>();
        for (JsonNode member : root.path("keys")) {
            SignatureKey key = member.isObject() ? SignatureKey.parse(member.toString()) : null;
            if (key != null) {
                keys.add(key);
            }
        }
        if (keys.isEmpty()) {
            throw new FetchException(
                    "the document at jwks_uri has no key that verifies signatures of the accepted kinds");
        }
        keys.forEach(SignatureKey::rehearse);
        return new KeySet(List.copyOf(keys), epoch(keys, previous));
    }

    private static long epoch(List<SignatureKey> keys, @Nullable KeySet previous) {
        if (previous == null) {
            return 0;
        }
        Set<String> stay = keys.stream().map(SignatureKey::identity).collect(Collectors.toSet());
        boolean lost = previous.keys.stream().anyMatch(key -> !stay.contains(key.identity()));
        return lost ? previous.epoch + 1 : previous.epoch;
    }

    /** Changes when a key is gone: what it has verified counts no more. */
    long epoch() {
        return epoch;
    }

    /** What verifying a signature came to. */
    enum Result {
        VERIFIED,
        WRONG_SIGNATURE,
        /** No key has the token's {@code kid}; or it has none, and no key has verified it. */
        UNKNOWN_KEY
    }

    /** Verifies a token whose algorithm is one of {@link SignatureKey#ACCEPTED}. */
    Result verify(JWSObject token) {
        JWSAlgorithm algorithm = token.getHeader().getAlgorithm();
        String id = token.getHeader().getKeyID();
        boolean known = false;
        int tried = 0;
        for (SignatureKey key : keys) {
            if (id != null && !Objects.equals(id, key.id())) {
                continue;
            }
            known = id != null;
            if (key.algorithms().contains(algorithm) && tried++ < MOST_TRIED && isVerified(key, token)) {
                return Result.VERIFIED;
            }
        }
        return known ? Result.WRONG_SIGNATURE : Result.UNKNOWN_KEY;
    }

    private static boolean isVerified(SignatureKey key, JWSObject token) {
        try {
            return key.verification().verify(token);
        } catch (JOSEException malformed) {
            return false;
        }
    }
}
