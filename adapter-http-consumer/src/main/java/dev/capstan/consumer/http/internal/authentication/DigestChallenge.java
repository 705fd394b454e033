package dev.capstan.consumer.http.internal.authentication;

import dev.capstan.http.head.HeaderText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A server's challenge (RFC 7616, section 3.3).
 *
 * @param algorithm as the server wrote it; null when it named none
 * @param hash what Java calls the hash function
 * @param session whether the algorithm is a {@code -sess} one
 * @param qop whether the server takes {@code qop=auth}; otherwise it is an older server
 */
record DigestChallenge(
        String realm,
        String nonce,
        @Nullable String opaque,
        @Nullable String algorithm,
        String hash,
        boolean session,
        boolean qop,
        boolean stale,
        boolean userhash) {

    /** The strongest one that can be answered; null when there is none. */
    static @Nullable DigestChallenge best(List<String> fields) {
        DigestChallenge best = null;
        for (String field : fields) {
            for (Map<String, String> parameters : parse(field)) {
                DigestChallenge challenge = of(parameters);
                if (challenge != null && (best == null || best.hash.equals("MD5") && !challenge.hash.equals("MD5"))) {
                    best = challenge;
                }
            }
        }
        return best;
    }

    private static @Nullable DigestChallenge of(Map<String, String> parameters) {
        String realm = parameters.getOrDefault("realm", "");
        String nonce = parameters.get("nonce");
        String algorithm = parameters.get("algorithm");
        String upper = algorithm == null ? "MD5" : algorithm.toUpperCase(Locale.ROOT);
        boolean session = upper.endsWith("-SESS");
        String hash = session ? upper.substring(0, upper.length() - 5) : upper;
        String qops = parameters.get("qop");
        boolean auth = qops != null && List.of(qops.trim().split("\\s*,\\s*")).contains("auth");
        boolean fits = parameters.values().stream().allMatch(HeaderText::hasNoControls)
                && (algorithm == null || HeaderText.isToken(algorithm));
        if (nonce == null || !fits || !(hash.equals("MD5") || hash.equals("SHA-256")) || qops != null && !auth) {
            return null;
        }
        return new DigestChallenge(
                realm,
                nonce,
                parameters.get("opaque"),
                algorithm,
                hash,
                session,
                auth,
                "true".equalsIgnoreCase(parameters.get("stale")),
                "true".equalsIgnoreCase(parameters.get("userhash")));
    }

    /** The parameters of each Digest challenge in a WWW-Authenticate field (RFC 9110, section 11.6.1). */
    private static List<Map<String, String>> parse(String field) {
        List<Map<String, String>> challenges = new ArrayList<>();
        Map<String, String> parameters = new HashMap<>();
        for (String item : items(field)) {
            String pair = item;
            int space = item.indexOf(' ');
            int equals = item.indexOf('=');
            if (space > 0 && (equals < 0 || space < equals)) {
                parameters = new HashMap<>();
                if (item.substring(0, space).equalsIgnoreCase("digest")) {
                    challenges.add(parameters);
                }
                pair = item.substring(space).trim();
                equals = pair.indexOf('=');
            }
            if (equals > 0) {
                String name = pair.substring(0, equals).trim().toLowerCase(Locale.ROOT);
                parameters.putIfAbsent(name, unquoted(pair.substring(equals + 1).trim()));
            }
        }
        return challenges;
    }

    /** What stands between commas outside quotes. */
    private static List<String> items(String field) {
        List<String> items = new ArrayList<>();
        StringBuilder item = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < field.length(); i++) {
            char c = field.charAt(i);
            if (quoted && c == '\\' && i + 1 < field.length()) {
                item.append(c).append(field.charAt(++i));
                continue;
            }
            quoted ^= c == '"';
            if (c == ',' && !quoted) {
                items.add(item.toString().trim());
                item.setLength(0);
            } else {
                item.append(c);
            }
        }
        items.add(item.toString().trim());
        return items;
    }

    private static String unquoted(String text) {
        if (text.length() < 2 || text.charAt(0) != '"' || !text.endsWith("\"")) {
            return text;
        }
        StringBuilder plain = new StringBuilder();
        for (int i = 1; i < text.length() - 1; i++) {
            char c = text.charAt(i);
            plain.append(c == '\\' && i + 1 < text.length() - 1 ? text.charAt(++i) : c);
        }
        return plain.toString();
    }
}
