package dev.capstan.linter.baseline;

import dev.capstan.document.diagnostic.Diagnostic;
import dev.capstan.document.yaml.YamlMapping;
import dev.capstan.document.yaml.YamlNode;
import dev.capstan.document.yaml.YamlPointer;
import dev.capstan.document.yaml.YamlSequence;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Fingerprints of one document's findings, made of rule, place and message. They survive moved lines, and entries that
 * are added before: where an entry of a list has a name, its name is its place. Used by one thread, finding after finding.
 */
public final class Fingerprints {
    private static final List<String> NAMES = List.of("namespace", "name", "path", "uri");
    private static final Pattern LINE = Pattern.compile("\\bline \\d+");
    private static final int BYTES = 16;

    private final @Nullable YamlNode root;
    private final MessageDigest digest;
    private final Map<String, Integer> seen = new HashMap<>();

    /** The names in lists that were met, by identity: a finding in each of thousands of entries asks for them. */
    private final Map<YamlSequence, Map<String, Integer>> named = new IdentityHashMap<>();

    /**
     * Fingerprints of a document.
     *
     * @param root null when it cannot be read
     */
    public Fingerprints(@Nullable YamlNode root) {
        this.root = root;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** The fingerprint of the next finding; of alike ones each gets its own. */
    public String next(Diagnostic found) {
        String message = found.message();
        if (message.contains("line ")) {
            message = LINE.matcher(message).replaceAll("line");
        }
        String what = found.rule() + '\0' + place(found.pointer()) + '\0' + message;
        int count = seen.merge(what, 1, Integer::sum);
        byte[] hash = digest.digest((count == 1 ? what : what + '\0' + count).getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(hash, 0, BYTES);
    }

    private String place(String pointer) {
        StringBuilder place = new StringBuilder();
        YamlNode node = root;
        for (String token : YamlPointer.tokens(pointer)) {
            YamlNode child = node == null ? null : YamlPointer.child(node, token);
            String name = child != null && node instanceof YamlSequence sequence ? name(sequence, child) : null;
            place.append('/').append(name == null ? token : "=" + name);
            node = child;
        }
        return place.toString();
    }

    /** What an entry is called, when no other one of the list is called so. */
    private @Nullable String name(YamlSequence sequence, YamlNode item) {
        if (!(item instanceof YamlMapping entry)) {
            return null;
        }
        for (String key : NAMES) {
            String name = entry.text(key);
            if (name != null) {
                Map<String, Integer> counts = named.computeIfAbsent(sequence, Fingerprints::names);
                return counts.getOrDefault(key + ' ' + name, 0) == 1 ? name : null;
            }
        }
        return null;
    }

    /** How often each name occurs among the entries of a list. */
    private static Map<String, Integer> names(YamlSequence sequence) {
        Map<String, Integer> counts = new HashMap<>();
        for (YamlNode item : sequence.items()) {
            for (String key : NAMES) {
                String name = item instanceof YamlMapping entry ? entry.text(key) : null;
                if (name != null) {
                    counts.merge(key + ' ' + name, 1, Integer::sum);
                }
            }
        }
        return counts;
    }
}
