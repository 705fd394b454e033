package dev.capstan.authentication.oauth2.internal.token;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The claims of a token that decide about it.
 *
 * @param issuer null when there is none
 * @param audience empty when there is none
 * @param expiresMillis null when the token says nothing
 * @param notBeforeMillis null when the token says nothing
 * @param name the subject, else the client; null when neither is named
 * @param scopes those of the claims scope and scp, in order
 */
public record TokenClaims(
        @Nullable String issuer,
        List<String> audience,
        @Nullable Long expiresMillis,
        @Nullable Long notBeforeMillis,
        @Nullable String name,
        List<String> scopes) {
    /** Beyond any date that makes sense, and far from overflowing. */
    private static final double MOST_SECONDS = 1e12;

    /** Reads them from a JWT's payload or an introspection's response; null when one has the wrong type. */
    public static @Nullable TokenClaims of(JsonNode claims) {
        String issuer = text(claims, "iss");
        List<String> audience = texts(claims.path("aud"), false);
        List<String> scopes = texts(claims.path("scope"), true);
        List<String> others = texts(claims.path("scp"), true);
        boolean sound = claims.isObject()
                && (issuer != null || isAbsent(claims.path("iss")))
                && isAbsentOrTime(claims.path("exp"))
                && isAbsentOrTime(claims.path("nbf"));
        if (!sound || audience == null || scopes == null || others == null) {
            return null;
        }
        List<String> all = new ArrayList<>(scopes);
        all.addAll(others);
        return new TokenClaims(
                issuer,
                audience,
                millis(claims.path("exp")),
                millis(claims.path("nbf")),
                firstText(claims, "sub", "username", "client_id", "azp"),
                List.copyOf(all));
    }

    private static @Nullable String text(JsonNode claims, String name) {
        JsonNode value = claims.path(name);
        return value.isString() ? value.stringValue() : null;
    }

    private static @Nullable String firstText(JsonNode claims, String... names) {
        for (String name : names) {
            String value = text(claims, name);
            if (value != null && !value.isEmpty()) {
                return value;
            }
        }
        return null;
    }

    /** A text, or an array of texts; null when it is neither. */
    private static @Nullable List<String> texts(JsonNode value, boolean spaceSeparated) {
        if (isAbsent(value)) {
            return List.of();
        }
        if (value.isString()) {
            String text = value.stringValue();
            return spaceSeparated ? words(text) : List.of(text);
        }
        if (!value.isArray()) {
            return null;
        }
        List<String> texts = new ArrayList<>(value.size());
        for (JsonNode element : value) {
            if (!element.isString()) {
                return null;
            }
            texts.add(element.stringValue());
        }
        return texts;
    }

    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        for (String word : text.split(" ", -1)) {
            if (!word.isEmpty()) {
                words.add(word);
            }
        }
        return words;
    }

    private static boolean isAbsent(JsonNode value) {
        return value.isMissingNode() || value.isNull();
    }

    private static boolean isAbsentOrTime(JsonNode value) {
        return isAbsent(value) || (value.isNumber() && Math.abs(value.doubleValue()) <= MOST_SECONDS);
    }

    private static @Nullable Long millis(JsonNode seconds) {
        return seconds.isNumber() ? Long.valueOf((long) (seconds.doubleValue() * 1000)) : null;
    }
}
