package dev.capstan.engine.spi;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Replaces the secrets that are known wherever they occur in texts that people see: as they are, percent-encoded, in JSON and in
 * Base64. Secrets of fewer than {@value #MIN_LENGTH} characters are not looked for: a mask for each {@code 1} or {@code on} would
 * tell more about them than it hides. Safe for any thread.
 */
public final class SecretMask {
    /** Knows no secrets, and learns none. */
    public static final SecretMask NONE = new SecretMask(true);

    /** What stands for a secret. */
    public static final String MASK = "***";

    private static final int MIN_LENGTH = 4;

    private final boolean isFixed;
    private final Set<String> known = new LinkedHashSet<>();
    private volatile List<String> forms = List.of();

    /** Knows no secrets yet. */
    public SecretMask() {
        this(false);
    }

    private SecretMask(boolean isFixed) {
        this.isFixed = isFixed;
    }

    /** Adds a secret, once and for all; one that is too short or known has no effect. */
    public synchronized void add(Secret secret) {
        String text = secret.reveal();
        if (isFixed || text.length() < MIN_LENGTH || !known.add(text)) {
            return;
        }
        Set<String> all = new LinkedHashSet<>(forms);
        String encoded = URLEncoder.encode(text, StandardCharsets.UTF_8);
        all.add(text);
        all.add(encoded);
        all.add(encoded.replace("+", "%20").replace("*", "%2A").replace("%7E", "~"));
        all.add(text.replace("\\", "\\\\").replace("\"", "\\\""));
        all.add(Base64.getEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8)));
        List<String> longestFirst = new ArrayList<>(all);
        longestFirst.sort(Comparator.comparingInt(String::length).reversed());
        forms = List.copyOf(longestFirst);
    }

    /** The text with a mask in the place of each secret. */
    public String mask(String text) {
        String masked = text;
        for (String form : forms) {
            if (masked.contains(form)) {
                masked = masked.replace(form, MASK);
            }
        }
        return masked;
    }
}
