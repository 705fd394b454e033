package dev.capstan.consumer.http.internal.authentication;

import dev.capstan.engine.failure.InvalidSettingException;
import dev.capstan.engine.spi.Secret;
import dev.capstan.engine.spi.consumer.OutboundAuthentication;
import dev.capstan.http.head.HeaderText;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What authentication adds to every request, compiled: whole header lines, and keys for the query. Digest adds nothing
 * here, because its field depends on the server's challenge.
 */
public record AuthenticationHeaders(byte[] lines, List<OutboundAuthentication.ApiKey> queryKeys, Set<String> owned) {
    private static final Secret MASK = new Secret("***");

    /**
     * Compiles it.
     *
     * @param masked whether to write masks instead of secrets
     * @throws InvalidSettingException when a secret cannot be sent; it is not shown
     */
    public static AuthenticationHeaders compile(@Nullable OutboundAuthentication authentication, boolean masked) {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        List<OutboundAuthentication.ApiKey> queryKeys = new ArrayList<>();
        Set<String> owned = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        if (authentication instanceof OutboundAuthentication.ApiKeys keys) {
            for (OutboundAuthentication.ApiKey key : keys.keys()) {
                Secret value = masked ? MASK : key.value();
                if (key.inQuery()) {
                    queryKeys.add(new OutboundAuthentication.ApiKey(key.name(), value, true));
                } else {
                    owned.add(key.name());
                    line(lines, key.name(), value.reveal());
                }
            }
        } else if (authentication != null) {
            owned.add("Authorization");
            if (authentication instanceof OutboundAuthentication.Bearer bearer) {
                line(lines, "Authorization", "Bearer " + (masked ? MASK : bearer.token()).reveal());
            } else if (authentication instanceof OutboundAuthentication.Basic basic) {
                line(lines, "Authorization", "Basic " + (masked ? MASK.reveal() : credentials(basic)));
            } else if (masked) {
                line(lines, "Authorization", "Digest " + MASK.reveal());
            } else if (authentication instanceof OutboundAuthentication.Digest digest) {
                requireField("Authorization", digest.username().reveal());
            }
        }
        return new AuthenticationHeaders(lines.toByteArray(), List.copyOf(queryKeys), owned);
    }

    /** The secrets that requests carry because of it, in each form that they have there. */
    public static List<Secret> secrets(@Nullable OutboundAuthentication authentication) {
        if (authentication instanceof OutboundAuthentication.ApiKeys keys) {
            return keys.keys().stream()
                    .map(OutboundAuthentication.ApiKey::value)
                    .toList();
        }
        if (authentication instanceof OutboundAuthentication.Bearer bearer) {
            return List.of(bearer.token());
        }
        if (authentication instanceof OutboundAuthentication.Digest digest) {
            return List.of(digest.password());
        }
        return authentication instanceof OutboundAuthentication.Basic basic
                ? List.of(basic.password(), new Secret(credentials(basic)))
                : List.of();
    }

    private static String credentials(OutboundAuthentication.Basic basic) {
        if (basic.username().reveal().indexOf(':') >= 0) {
            throw new InvalidSettingException("the user name of basic authentication holds a colon, which it cannot");
        }
        String pair = basic.username().reveal() + ":" + basic.password().reveal();
        return Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    private static void line(ByteArrayOutputStream lines, String name, String value) {
        if (!HeaderText.isToken(name)) {
            throw new InvalidSettingException(
                    "authentication sets the header '" + name + "', a name that no header can have");
        }
        requireField(name, value);
        lines.writeBytes((name + ": " + value + "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    private static void requireField(String name, String value) {
        if (!HeaderText.hasNoControls(value)) {
            throw new InvalidSettingException("the secret that authentication sends in the header '" + name
                    + "' holds a control character, such as a line end: remove it from the variable");
        }
    }
}
