package dev.capstan.linter.rules;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Tells from name and text whether a value is probably a secret. */
final class SecretShapes {
    /** The forms of tokens that issuers document. */
    private static final List<Pattern> KNOWN = List.of(
            Pattern.compile("gh[pousr]_[A-Za-z0-9]{20,}"),
            Pattern.compile("github_pat_[A-Za-z0-9_]{20,}"),
            Pattern.compile("glpat-[A-Za-z0-9_-]{16,}"),
            Pattern.compile("(?:AKIA|ASIA)[A-Z0-9]{16}"),
            Pattern.compile("xox[abprs]-[A-Za-z0-9-]{10,}"),
            Pattern.compile("(?:sk|rk)_(?:live|test)_[A-Za-z0-9]{16,}"),
            Pattern.compile("sk-[A-Za-z0-9_-]{20,}"),
            Pattern.compile("AIza[A-Za-z0-9_-]{30,}"),
            Pattern.compile("eyJ[A-Za-z0-9_-]{8,}\\.eyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]*"));

    private static final List<String> TELLING_NAMES =
            List.of("authorization", "apikey", "secret", "password", "token", "accesskey", "privatekey");

    private static final int LONGEST = 4096;
    private static final int SHORTEST = 16;
    private static final double RANDOM_BITS_A_CHARACTER = 3.5;

    private SecretShapes() {}

    static boolean looksSecret(String name, String text) {
        if (text.isBlank() || text.contains("{{") || text.length() > LONGEST) {
            return false;
        }
        for (Pattern shape : KNOWN) {
            if (shape.matcher(text).find()) {
                return true;
            }
        }
        String folded = name.toLowerCase(Locale.ROOT).replace("-", "").replace("_", "");
        boolean telling = TELLING_NAMES.stream().anyMatch(folded::contains);
        String value = text.replaceFirst("(?i)^(bearer|basic|token)\\s+", "");
        return telling
                && value.length() >= SHORTEST
                && !value.contains(" ")
                && entropy(value) > RANDOM_BITS_A_CHARACTER;
    }

    /** Shannon's entropy of a text, in bits for each character. */
    static double entropy(String text) {
        int[] counts = new int[128];
        int others = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < counts.length) {
                counts[c]++;
            } else {
                others++;
            }
        }
        double bits = term(others, text.length());
        for (int count : counts) {
            bits += term(count, text.length());
        }
        return bits;
    }

    private static double term(int count, int length) {
        if (count == 0) {
            return 0;
        }
        double share = (double) count / length;
        return -share * Math.log(share) / Math.log(2);
    }
}
