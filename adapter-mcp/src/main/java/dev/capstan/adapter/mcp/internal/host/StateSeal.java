package dev.capstan.adapter.mcp.internal.host;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.capstan.adapter.mcp.internal.protocol.JsonRpcError;
import dev.capstan.adapter.mcp.internal.protocol.JsonRpcException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Seals what a request that waits for its client's answers has come to know, into a text that the client keeps: nobody can change it,
 * use it for another request or as another caller, or after its time. Safe for any thread.
 */
final class StateSeal {
    private static final String ALGORITHM = "HmacSHA256";
    private static final long SECONDS = 600;
    private static final int LONGEST = 64 * 1024;

    private final SecretKeySpec key;
    private final Clock clock;

    /**
     * A seal.
     *
     * @param key null for one of its own
     */
    StateSeal(byte @Nullable [] key, Clock clock) {
        byte[] own = key;
        if (own == null) {
            own = new byte[32];
            new SecureRandom().nextBytes(own);
        }
        this.key = new SecretKeySpec(own, ALGORITHM);
        this.clock = clock;
    }

    /** Whom and what a state is for, as a text of which nothing can be read. */
    static String binding(String method, String subject, JsonNode arguments, @Nullable String caller) {
        byte[] all = (method + '\0' + subject + '\0' + arguments + '\0' + caller).getBytes(UTF_8);
        try {
            return encoded(MessageDigest.getInstance("SHA-256").digest(all));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The text to keep. */
    String seal(String binding, Map<String, JsonNode> answers) {
        ObjectNode state = JsonNodeFactory.instance.objectNode();
        state.put("until", clock.instant().getEpochSecond() + SECONDS);
        state.put("for", binding);
        ObjectNode known = state.putObject("answers");
        answers.forEach(known::set);
        String payload = encoded(JsonMapper.shared().writeValueAsBytes(state));
        return payload + "." + encoded(mac(payload));
    }

    /**
     * The answers in a text that was sealed here.
     *
     * @throws JsonRpcException when it was not, or not for that, or is too old
     */
    Map<String, JsonNode> open(String sealed, String binding) {
        int dot = sealed.indexOf('.');
        try {
            if (sealed.length() > LONGEST || dot < 0) {
                throw refused();
            }
            String payload = sealed.substring(0, dot);
            byte[] claimed = Base64.getUrlDecoder().decode(sealed.substring(dot + 1));
            if (!MessageDigest.isEqual(claimed, mac(payload))) {
                throw refused();
            }
            JsonNode state = JsonMapper.shared().readTree(Base64.getUrlDecoder().decode(payload));
            if (!state.path("for").asString().equals(binding)
                    || state.path("until").asLong() < clock.instant().getEpochSecond()) {
                throw refused();
            }
            Map<String, JsonNode> answers = new LinkedHashMap<>();
            state.path("answers").forEachEntry(answers::put);
            return answers;
        } catch (IllegalArgumentException | JacksonException e) {
            throw refused();
        }
    }

    private static JsonRpcException refused() {
        return new JsonRpcException(JsonRpcError.invalidParams(
                "params.requestState is not what was given out for this request, or too old: begin anew without it"));
    }

    private byte[] mac(String payload) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(payload.getBytes(US_ASCII));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
